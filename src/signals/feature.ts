import { Router } from 'express';
import type { Db } from '../database/open.ts';
import type { FindSignals } from '../themes/theme-signals.ts';
import { figureStore } from './figure-store.ts';
import { mappingRoutes } from './mapping-routes.ts';
import { mappingStore } from './mapping-store.ts';
import type { Clean } from './settle.ts';
import { signalApiRoutes } from './signal-api-routes.ts';
import { signalImportRoutes } from './signal-import-routes.ts';
import { signalImportStore } from './signal-import-store.ts';
import { signalsRoutes, topicPage } from './signals-routes.ts';
import type { FindLike } from './suggestion.ts';
import { signalsByTheme } from './theme-figures.ts';
import { tokenRoutes } from './token-routes.ts';
import { tokenStore } from './token-store.ts';
import { topicStore } from './topic-store.ts';

interface Deps {
  stores: SignalStores;
  /** Themes that sound like a topic. */
  like: FindLike;
  clean: Clean;
  now: () => Date;
}

/** What conversation-intelligence tools heard: brought in, mapped to themes, and shown as a kind of its own. */
export function signalPages({ stores, like, clean, now }: Deps) {
  const { topics, figures, mappings, imports, tokens } = stores;
  const router = Router();
  router.use(signalApiRoutes({ imports, tokens, clean, now }));
  router.use(tokenRoutes({ tokens, clean, now }));
  router.use(signalImportRoutes({ imports, clean, now }));
  router.use(signalsRoutes({ topics, figures, mappings, like }));
  router.use(mappingRoutes({ mappings, showTopic: topicPage({ topics, figures, like }), now }));
  return router;
}

export type SignalStores = ReturnType<typeof signalStores>;

export const signalStores = (db: Db) => ({
  topics: topicStore(db),
  figures: figureStore(db),
  mappings: mappingStore(db),
  imports: signalImportStore(db),
  tokens: tokenStore(db),
});

/** What each theme's topics come to, by tool. */
export const signalFinder =
  ({ topics, figures }: Pick<SignalStores, 'topics' | 'figures'>): FindSignals =>
  async () =>
    signalsByTheme(await topics.listTopics(), await figures.figures());

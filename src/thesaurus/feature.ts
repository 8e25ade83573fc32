import { Router } from 'express';
import type { Db } from '../database/open.ts';
import type { EngineStore } from '../themes/engine-store.ts';
import { contactCentreThesaurus } from '../themes/grouping/contact-centre-words.ts';
import { checkWith } from './check.ts';
import { entryRoutes } from './entry-routes.ts';
import { entryStore } from './entry-store.ts';
import { holderStore } from './holder-store.ts';
import { listRoutes } from './list-routes.ts';
import { proposalRoutes } from './proposal-routes.ts';
import { proposalStore } from './proposal-store.ts';

interface Deps {
  db: Db;
  engine: EngineStore;
  clean: (text: string) => string | Promise<string>;
  now: () => Date;
}

/** What means the same here: owners' entries, the draft, and what people's decisions propose. */
export function thesaurusPages({ db, engine, clean, now }: Deps) {
  const entries = entryStore(db, contactCentreThesaurus);
  const proposals = proposalStore(db, engine, contactCentreThesaurus);
  const check = checkWith(clean, entries.listLanguages);
  const router = Router();
  router.use(listRoutes({ entries, proposals, engine, check, now }));
  router.use(proposalRoutes({ proposals, now }));
  router.use(entryRoutes({ entries, holders: holderStore(db), engine, check, now }));
  return router;
}

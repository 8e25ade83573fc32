import { join } from 'node:path';
import express from 'express';
import type { Logger } from 'pino';
import type { Db } from './database/open.ts';
import { homeRoutes } from './home/routes.ts';
import { personStore } from './people/person-store.ts';
import { sessionStore } from './people/session-store.ts';
import { signInRoutes } from './people/sign-in-routes.ts';
import { signInStore } from './people/sign-in-store.ts';
import { searchRoutes } from './search/routes.ts';
import { searchStore } from './search/store.ts';
import { settingsStore } from './settings/store.ts';
import { themeEvidenceStore } from './themes/evidence-store.ts';
import { filingRoutes } from './themes/filing-routes.ts';
import { filingStore } from './themes/filing-store.ts';
import { themeListRoutes } from './themes/list-routes.ts';
import { mergeStore } from './themes/merge-store.ts';
import { regroupingRoutes } from './themes/regrouping-routes.ts';
import { similarStore } from './themes/similar-store.ts';
import { splitStore } from './themes/split-store.ts';
import { themeReportsStore } from './themes/theme-reports-store.ts';
import { themePage, themeRoutes } from './themes/theme-routes.ts';
import { themeStore } from './themes/theme-store.ts';
import { unsortedPage, unsortedRoutes } from './themes/unsorted-routes.ts';
import { unsortedStore } from './themes/unsorted-store.ts';
import { viewEngine } from './web/engine.ts';
import { notFound, showError } from './web/errors.ts';
import { takeFlash } from './web/flash.ts';
import { requestLog } from './web/log.ts';
import { root } from './web/root.ts';
import { sameOrigin } from './web/same-origin.ts';
import { securityHeaders } from './web/security-headers.ts';
import { sessionGate } from './web/session.ts';

export interface Deps {
  db: Db;
  now: () => Date;
  log: Logger;
  baseUrl: string;
  trustProxy: number;
  /** Demo mode: anybody may sign in as anybody. Never true in production. */
  demo: boolean;
  cachedViews: boolean;
}

/** The table of contents of every request. */
export function createApp({ db, now, log, ...site }: Deps) {
  const people = personStore(db);
  const sessions = sessionStore(db);
  const settings = settingsStore(db);
  const clean = (text: string) => text;
  const similar = similarStore(db);
  const sorting = { unsorted: unsortedStore(db), similar };
  const theming = {
    themes: themeStore(db),
    evidence: themeEvidenceStore(db),
    themeReports: themeReportsStore(db),
    merges: mergeStore(db),
    splits: splitStore(db),
    similar,
    now,
    clean,
  };

  const app = express();
  app.set('trust proxy', site.trustProxy);
  app.set('x-powered-by', false);
  app.set('etag', false);
  app.set('view engine', 'ejs');
  app.set('views', join(root, 'views'));
  app.engine('ejs', viewEngine({ cached: site.cachedViews }));
  app.locals.demo = site.demo;
  app.locals.baseUrl = site.baseUrl;

  app.use(requestLog(log));
  app.use(securityHeaders({ https: site.baseUrl.startsWith('https:') }));
  app.use(express.static(join(root, 'public'), { maxAge: site.cachedViews ? '1h' : 0, index: false }));
  app.get('/health', async (_req, res) => void res.json({ ok: await isAlive(db) }));
  app.use(sameOrigin);
  app.use(express.urlencoded({ extended: false, limit: '256kb' }), express.json({ limit: '256kb' }));
  app.use(sessionGate((token) => sessions.whoIs(token, now()), now));
  app.use(takeFlash);
  app.use(settings.intoPages);

  app.use(signInRoutes({ people, sessions, signIns: signInStore(db), now, demo: site.demo }));
  app.use(homeRoutes());
  app.use(themeListRoutes(theming));
  app.use(themeRoutes(theming));
  app.use(regroupingRoutes({ ...theming, showTheme: themePage(theming) }));
  app.use(unsortedRoutes(sorting));
  app.use(filingRoutes({ filings: filingStore(db), showUnsorted: unsortedPage(sorting), now, clean }));
  app.use(searchRoutes({ search: searchStore(db) }));

  app.use(() => {
    throw notFound();
  });
  app.use(showError(log));
  return app;
}

const isAlive = async (db: Db) => Boolean(await db.selectFrom('settings').select('name').limit(1).execute());

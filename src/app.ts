import { join } from 'node:path';
import express from 'express';
import type { Logger } from 'pino';
import type { Db } from './database/open.ts';
import { anonymousFlagStore } from './friction/anonymous-flag-store.ts';
import { answerStore } from './friction/answer-store.ts';
import { flagRoutes } from './friction/flag-routes.ts';
import { flagStore } from './friction/flag-store.ts';
import { importRoutes } from './friction/import-routes.ts';
import { importStore } from './friction/import-store.ts';
import { meTooRoutes } from './friction/me-too-routes.ts';
import { meTooStore } from './friction/me-too-store.ts';
import { receiptRoutes } from './friction/receipt-routes.ts';
import { reportListStore } from './friction/report-list-store.ts';
import { reportRoutes } from './friction/report-routes.ts';
import { reportStore } from './friction/report-store.ts';
import { similarStore } from './friction/similar-store.ts';
import { homeRoutes } from './home/routes.ts';
import { personStore } from './people/person-store.ts';
import { sessionStore } from './people/session-store.ts';
import { signInRoutes } from './people/sign-in-routes.ts';
import { signInStore } from './people/sign-in-store.ts';
import { settingsStore } from './settings/store.ts';
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
  const reports = reportStore(db);
  const lists = reportListStore(db);
  const meToos = meTooStore(db);
  const answers = answerStore(db);
  const anonymousFlags = anonymousFlagStore(db);
  const clean = (text: string) => text;
  const similar = (text: string) => similarStore(db).similarTo(text, { limit: 5 });

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
  app.use(receiptRoutes({ anonymousFlags, answers, now }));
  app.use(flagRoutes({ flags: flagStore(db), anonymousFlags, meToos, answers, reports, lists, similar, clean, now }));
  app.use(reportRoutes({ reports, lists, now }));
  app.use(importRoutes({ imports: importStore(db), now }));
  app.use(meTooRoutes({ meToos, lists, now }));

  app.use(() => {
    throw notFound();
  });
  app.use(showError(log));
  return app;
}

const isAlive = async (db: Db) => Boolean(await db.selectFrom('settings').select('name').limit(1).execute());

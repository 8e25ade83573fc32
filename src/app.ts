import { join } from 'node:path';
import express from 'express';
import type { Logger } from 'pino';
import { callListRoutes } from './console/call-list-routes.ts';
import { callListStore } from './console/call-list-store.ts';
import { callRoutes } from './console/call-routes.ts';
import { callStore } from './console/call-store.ts';
import { consoleStore } from './console/console-store.ts';
import { debriefRoutes } from './console/debrief-routes.ts';
import { debriefStore } from './console/debrief-store.ts';
import { shiftReportRoutes } from './console/report-routes.ts';
import { reportStore } from './console/report-store.ts';
import { consoleRoutes } from './console/routes.ts';
import type { Db } from './database/open.ts';
import { homeRoutes } from './home/routes.ts';
import { outboxStore } from './notifications/outbox-store.ts';
import { outboxRoutes } from './notifications/routes.ts';
import { meRoutes } from './people/me-routes.ts';
import { personStore } from './people/person-store.ts';
import { peopleRoutes } from './people/routes.ts';
import { sessionStore } from './people/session-store.ts';
import { signInRoutes } from './people/sign-in-routes.ts';
import { signInStore } from './people/sign-in-store.ts';
import { queueRoutes } from './queue/routes.ts';
import { queueStore } from './queue/store.ts';
import { settingsRoutes } from './settings/routes.ts';
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
  /** Whether letters go out by SMTP or stay on the outbox page. */
  smtp: boolean;
}

/** The table of contents of every request. */
export function createApp({ db, now, log, ...site }: Deps) {
  const people = personStore(db);
  const sessions = sessionStore(db);
  const settings = settingsStore(db);
  const calls = callStore(db);
  const consoles = consoleStore(db);
  const clean = (text: string) => text;

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
  app.use('/me', meRoutes({ people, sessions, now }));
  app.use('/people', peopleRoutes({ people, sessions, now }));
  app.use('/queues', queueRoutes({ queues: queueStore(db), settings, now }));
  app.use(consoleRoutes({ consoles, now }));
  app.use(callRoutes({ calls, consoles, clean, now }));
  app.use(shiftReportRoutes({ calls, consoles, addReport: reportStore(db).addReport, clean, now }));
  app.use(debriefRoutes({ debriefs: debriefStore(db), consoles, clean, now }));
  app.use(callListRoutes({ callLists: callListStore(db) }));
  app.use('/outbox', outboxRoutes({ outbox: outboxStore(db), now, baseUrl: site.baseUrl, demo: site.demo, smtp: site.smtp }));
  app.use('/settings', settingsRoutes({ settings, now }));

  app.use(() => {
    throw notFound();
  });
  app.use(showError(log));
  return app;
}

const isAlive = async (db: Db) => Boolean(await db.selectFrom('settings').select('name').limit(1).execute());

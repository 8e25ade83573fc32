import { join } from 'node:path';
import express from 'express';
import type { Logger } from 'pino';
import { backlogRoutes } from './backlog/backlog-routes.ts';
import { backlogStore } from './backlog/backlog-store.ts';
import { contributionRoutes } from './backlog/contribution-routes.ts';
import { evidenceStore } from './backlog/evidence-store.ts';
import { fixRoutes } from './backlog/fix-routes.ts';
import { fixStore } from './backlog/fix-store.ts';
import { partStore } from './backlog/part-store.ts';
import type { Db } from './database/open.ts';
import { answerStore } from './friction/answer-store.ts';
import { redact } from './friction/redact.ts';
import { homeRoutes } from './home/routes.ts';
import { homeStores } from './home/stores.ts';
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
import { ladderStore } from './shifts/ladder-store.ts';
import { listStore } from './shifts/list-store.ts';
import { pageStore } from './shifts/page-store.ts';
import { pauseStore } from './shifts/pause-store.ts';
import { planRoutes } from './shifts/plan-routes.ts';
import { planningStore } from './shifts/planning-store.ts';
import { shiftRoutes } from './shifts/routes.ts';
import { signUpRoutes } from './shifts/sign-up-routes.ts';
import { signUpStore } from './shifts/sign-up-store.ts';
import { shiftStore } from './shifts/store.ts';
import { viewEngine } from './web/engine.ts';
import { notFound, showError } from './web/errors.ts';
import { takeFlash } from './web/flash.ts';
import { requestLog } from './web/log.ts';
import { root } from './web/root.ts';
import { sameOrigin } from './web/same-origin.ts';
import { securityHeaders } from './web/security-headers.ts';
import { sessionGate } from './web/session.ts';
import { stylesheet } from './web/stylesheet.ts';

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
  const backlog = backlogStore(db);
  const evidence = evidenceStore(db);
  const fixes = fixStore(db);
  const parts = partStore(db);
  const clean = async (text: string) => redact(text, (await settings.get()).countries);
  const shifts = listStore(db);
  const shiftPages = pageStore(db);
  const ladder = ladderStore(db);

  const app = express();
  app.set('trust proxy', site.trustProxy);
  app.set('x-powered-by', false);
  app.set('etag', false);
  app.set('view engine', 'ejs');
  app.set('view cache', site.cachedViews);
  app.set('views', join(root, 'views'));
  app.engine('ejs', viewEngine({ cached: site.cachedViews }));
  app.locals.demo = site.demo;
  app.locals.baseUrl = site.baseUrl;

  app.use(requestLog(log));
  app.use(securityHeaders({ https: site.baseUrl.startsWith('https:') }));
  app.get('/css/index.css', stylesheet({ cached: site.cachedViews }));
  app.use(express.static(join(root, 'public'), { maxAge: site.cachedViews ? '1h' : 0, index: false }));
  app.get('/health', async (_req, res) => void res.json({ ok: await isAlive(db) }));
  app.use(sameOrigin);
  app.use(express.urlencoded({ extended: false, limit: '256kb' }), express.json({ limit: '256kb' }));
  app.use(sessionGate((token) => sessions.whoIs(token, now()), now));
  app.use(takeFlash);
  app.use(settings.intoPages);

  app.use(signInRoutes({ people, sessions, signIns: signInStore(db), now, demo: site.demo }));
  app.use(homeRoutes({ ...homeStores(db), shifts, evidence, answers: answerStore(db), now }));
  app.use('/me', meRoutes({ people, sessions, now }));
  app.use('/people', peopleRoutes({ people, sessions, now }));
  app.use('/queues', queueRoutes({ queues: queueStore(db), settings, now }));
  app.use(backlogRoutes({ backlog, evidence, now }));
  app.use(fixRoutes({ fixes, parts, backlog, evidence, clean, now }));
  app.use(contributionRoutes({ parts, now }));
  app.use('/outbox', outboxRoutes({ outbox: outboxStore(db), now, baseUrl: site.baseUrl, demo: site.demo, smtp: site.smtp }));
  app.use('/settings', settingsRoutes({ settings, now }));
  app.use(planRoutes({ shifts: shiftStore(db), pages: shiftPages, planning: planningStore(db), clean, now }));
  app.use(signUpRoutes({ signUps: signUpStore(db), pauses: pauseStore(db), ladder, pages: shiftPages, clean, now }));
  app.use(shiftRoutes({ lists: shifts, pages: shiftPages, ladder, now }));

  app.use(() => {
    throw notFound();
  });
  app.use(showError(log));
  return app;
}

const isAlive = async (db: Db) => Boolean(await db.selectFrom('settings').select('name').limit(1).execute());

import { join } from 'node:path';
import express from 'express';
import type { Logger } from 'pino';
import { evidenceStore } from './backlog/evidence-store.ts';
import { backlogPages } from './backlog/feature.ts';
import { incidenceOf } from './backlog/incidence.ts';
import { returnStore } from './backlog/return-store.ts';
import { consolePages } from './console/feature.ts';
import type { Db } from './database/open.ts';
import { frictionPages, frictionStores } from './friction/feature.ts';
import { redact } from './friction/redact.ts';
import { homePages } from './home/feature.ts';
import { outboxStore } from './notifications/outbox-store.ts';
import { outboxRoutes } from './notifications/routes.ts';
import { peoplePages } from './people/feature.ts';
import { sessionStore } from './people/session-store.ts';
import { signInStore } from './people/sign-in-store.ts';
import type { DemandWork } from './queue/demand/demand-work.ts';
import { demandPages } from './queue/demand/feature.ts';
import { needStore } from './queue/demand/need-store.ts';
import { queueRoutes } from './queue/routes.ts';
import { queueStore } from './queue/store.ts';
import { searchRoutes } from './search/routes.ts';
import { searchStore } from './search/store.ts';
import { settingsRoutes } from './settings/routes.ts';
import { settingsStore } from './settings/store.ts';
import { shiftPages } from './shifts/feature.ts';
import { leavingStore } from './shifts/leaving-store.ts';
import { listStore } from './shifts/list-store.ts';
import { nextShiftStore } from './shifts/next-shift-store.ts';
import { peakStore } from './shifts/peak-store.ts';
import { signalFinder, signalPages, signalStores } from './signals/feature.ts';
import type { Embed } from './themes/embeddings/embedder.ts';
import { typedVectors } from './themes/embeddings/typed-vectors.ts';
import { type EngineStore, engineStore } from './themes/engine-store.ts';
import { themePages } from './themes/feature.ts';
import { joinStore } from './themes/join-store.ts';
import { placingStore } from './themes/placing-store.ts';
import { proposalStore } from './themes/proposal-store.ts';
import { similarStore } from './themes/similar-store.ts';
import { writingStore } from './themes/writing-store.ts';
import { thesaurusPages } from './thesaurus/feature.ts';
import { afterWrites } from './web/after-writes.ts';
import { viewEngine } from './web/engine.ts';
import { notFound, showError } from './web/errors.ts';
import { takeFlash } from './web/flash.ts';
import { requestLog } from './web/log.ts';
import { publicFiles } from './web/public-files.ts';
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
  /** Sends what is due, so that nobody waits a minute for a link. */
  sendMail?: () => Promise<unknown>;
  /** The matching engine of this process; one of its own when nobody says. */
  engine?: EngineStore;
  /** Vectors of texts, from an endpoint that an administrator named. */
  embed?: Embed | undefined;
  /** Where imports and forecasts are worked out; in place when nobody says. */
  demandWork?: DemandWork;
}

/** The table of contents of every request. */
export function createApp({ db, now, log, engine = engineStore(db), ...site }: Deps) {
  const sessions = sessionStore(db);
  const settings = settingsStore(db);
  const clean = async (text: string) => redact(text, (await settings.get()).countries);
  const findVector = site.embed && typedVectors(site.embed, clean, () => now().getTime());
  const similar = similarStore(db, engine, findVector);
  const evidence = evidenceStore(db);
  const returns = returnStore(db);
  const { needFor } = needStore(db);
  const friction = frictionStores(db);
  const signals = signalStores(db);
  const { count: countProposals } = proposalStore(db);
  const writing = writingStore(db, engine, findVector);
  const suggesting = { similar: writing.similarTo, joins: joinStore(db, writing) };

  const app = emptyApp(site);
  app.use(requestLog(log));
  app.use(afterWrites(() => site.sendMail?.()));
  app.use(securityHeaders({ https: site.baseUrl.startsWith('https:') }));
  app.get('/css/index.css', stylesheet({ cached: site.cachedViews }));
  app.use(publicFiles({ cached: site.cachedViews }));
  app.get('/health', async (_req, res) => void res.json({ ok: await isAlive(db) }));
  app.use(sameOrigin);
  app.use(express.urlencoded({ extended: false, limit: '256kb' }), express.json({ limit: '256kb' }));
  app.use(sessionGate((token) => sessions.whoIs(token, now()), now));
  app.use(takeFlash);
  app.use(settings.intoPages);
  app.use(nextShiftStore(db).intoPages(now));

  app.use(peoplePages({ db, sessions, leaveShifts: leavingStore(db).leaveAll, now, demo: site.demo }));
  app.use(homePages({ db, shifts: listStore(db), needFor, evidence, returns, answers: friction.answers, countProposals, now }));
  app.use(shiftPages({ db, clean, needFor, now }));
  app.use(consolePages({ db, addReport: friction.reports.addReport, ...suggesting, clean, now }));
  app.use(frictionPages({ stores: friction, placing: placingStore(db).find, ...suggesting, clean, now }));
  app.use(
    themePages({
      db,
      engine,
      similar,
      costs: evidence.costsOf,
      comingBack: returns.findTheme,
      intervalOf: incidenceOf,
      signals: signalFinder(signals),
      clean,
      now,
    }),
  );
  app.use(thesaurusPages({ db, engine, clean, now }));
  app.use(signalPages({ stores: signals, like: (topics) => similar.similarToEach(topics, { limit: 1 }), clean, now }));
  app.use(backlogPages({ db, clean, now }));
  app.use(demandPages({ db, work: site.demandWork, shifts: peakStore(db), clean, log, now }));
  app.use('/queues', queueRoutes({ queues: queueStore(db), settings, clean, now }));
  app.use(searchRoutes({ search: searchStore(db) }));
  app.use(
    '/outbox',
    outboxRoutes({ outbox: outboxStore(db), issueLink: (id) => signInStore(db).issueLink(id, now()), now, ...site }),
  );
  app.use('/settings', settingsRoutes({ settings, clean, now }));

  app.use(() => {
    throw notFound();
  });
  app.use(showError(log));
  return app;
}

function emptyApp({ trustProxy, cachedViews, demo, baseUrl }: Pick<Deps, 'trustProxy' | 'cachedViews' | 'demo' | 'baseUrl'>) {
  const app = express();
  app.set('trust proxy', trustProxy);
  app.set('x-powered-by', false);
  app.set('etag', false);
  app.set('view engine', 'ejs');
  app.set('view cache', cachedViews);
  app.set('views', join(root, 'views'));
  app.engine('ejs', viewEngine({ cached: cachedViews }));
  Object.assign(app.locals, { demo, baseUrl, https: baseUrl.startsWith('https:') });
  return app;
}

const isAlive = async (db: Db) => Boolean(await db.selectFrom('settings').select('name').limit(1).execute());

import { Router } from 'express';
import type { Db } from '../database/open.ts';
import type { Joins } from '../friction/joining.ts';
import type { FindSimilar } from '../friction/wording.ts';
import { callListRoutes } from './call-list-routes.ts';
import { callListStore } from './call-list-store.ts';
import { callRoutes } from './call-routes.ts';
import { callStore } from './call-store.ts';
import { consoleStore } from './console-store.ts';
import { debriefRoutes } from './debrief-routes.ts';
import { debriefStore } from './debrief-store.ts';
import { type AddReport, shiftReportRoutes } from './report-routes.ts';
import { consoleDesk, consoleRoutes } from './routes.ts';
import { shiftSimilarRoutes } from './similar-routes.ts';

interface Deps {
  db: Db;
  clean: (text: string) => string | Promise<string>;
  now: () => Date;
  addReport: AddReport;
  /** Themes that sound like what is being written. */
  similar: FindSimilar;
  joins: Joins;
}

/** What a leader has open during a shift and looks back on after it. */
export function consolePages({ db, clean, now, addReport, similar, joins }: Deps) {
  const { calls, consoles, debriefs, callLists } = consoleStores(db);
  const desk = consoleDesk({ consoles, joins, now });
  const router = Router();
  router.use(consoleRoutes({ desk }));
  router.use(callRoutes({ desk, calls, clean, now }));
  router.use(shiftReportRoutes({ desk, calls, addReport, joins, similar, clean, now }));
  router.use(shiftSimilarRoutes({ desk, similar }));
  router.use(debriefRoutes({ debriefs, consoles, clean, now }));
  router.use(callListRoutes({ callLists }));
  return router;
}

const consoleStores = (db: Db) => ({
  calls: callStore(db),
  consoles: consoleStore(db),
  debriefs: debriefStore(db),
  callLists: callListStore(db),
});

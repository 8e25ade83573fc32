import { Router } from 'express';
import type { Db } from '../database/open.ts';
import { callListRoutes } from './call-list-routes.ts';
import { callListStore } from './call-list-store.ts';
import { callRoutes } from './call-routes.ts';
import { callStore } from './call-store.ts';
import { consoleStore } from './console-store.ts';
import { debriefRoutes } from './debrief-routes.ts';
import { debriefStore } from './debrief-store.ts';
import { type AddReport, shiftReportRoutes } from './report-routes.ts';
import { consoleRoutes } from './routes.ts';

interface Deps {
  db: Db;
  clean: (text: string) => string | Promise<string>;
  now: () => Date;
  addReport: AddReport;
}

/** What a leader has open during a shift and looks back on after it. */
export function consolePages({ db, clean, now, addReport }: Deps) {
  const { calls, consoles, debriefs, callLists } = consoleStores(db);
  const router = Router();
  router.use(consoleRoutes({ consoles, now }));
  router.use(callRoutes({ calls, consoles, clean, now }));
  router.use(shiftReportRoutes({ calls, consoles, addReport, clean, now }));
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

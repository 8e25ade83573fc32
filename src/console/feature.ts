import { Router } from 'express';
import type { Db } from '../database/open.ts';
import { callListRoutes } from './call-list-routes.ts';
import { callListStore } from './call-list-store.ts';
import { callRoutes } from './call-routes.ts';
import { callStore } from './call-store.ts';
import { consoleStore } from './console-store.ts';
import { debriefRoutes } from './debrief-routes.ts';
import { debriefStore } from './debrief-store.ts';
import { shiftReportRoutes } from './report-routes.ts';
import { type AddReport, reportStore } from './report-store.ts';
import { consoleRoutes } from './routes.ts';

interface Deps {
  stores: ReturnType<typeof consoleStores>;
  clean: (text: string) => string | Promise<string>;
  now: () => Date;
  addReport: AddReport;
}

/** What a leader has open during a shift and looks back on after it. */
export function consolePages({ stores, clean, now, addReport }: Deps) {
  const { calls, consoles, debriefs, callLists } = stores;
  const router = Router();
  router.use(consoleRoutes({ consoles, now }));
  router.use(callRoutes({ calls, consoles, clean, now }));
  router.use(shiftReportRoutes({ calls, consoles, addReport, clean, now }));
  router.use(debriefRoutes({ debriefs, consoles, clean, now }));
  router.use(callListRoutes({ callLists }));
  return router;
}

export const consoleStores = (db: Db) => ({
  calls: callStore(db),
  consoles: consoleStore(db),
  debriefs: debriefStore(db),
  callLists: callListStore(db),
  ...reportStore(db),
});

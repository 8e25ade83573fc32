import { Router } from 'express';
import type { Db } from '../../database/open.ts';
import { demandRoutes } from './demand-routes.ts';
import { demandStore } from './demand-store.ts';
import { type DemandWork, workHere } from './demand-work.ts';
import { eventStore } from './event-store.ts';
import { forecastStore } from './forecast-store.ts';
import { historyRoutes } from './history-routes.ts';
import { historyStore } from './history-store.ts';
import { intervalStore } from './interval-store.ts';
import { peakRoutes, type ShiftPlanning } from './peak-routes.ts';
import { scheduleRoutes } from './schedule-routes.ts';
import { scheduleStore } from './schedule-store.ts';
import { stoppedRoutes } from './stopped-routes.ts';
import { stoppedStore } from './stopped-store.ts';
import { uploadStore } from './upload-store.ts';

interface Deps {
  db: Db;
  /** Where imports and fitting run; here, when nobody says. */
  work?: DemandWork | undefined;
  /** Planning shifts from peaks; without it the page shows the peaks only. */
  shifts?: ShiftPlanning | undefined;
  clean: (text: string) => Promise<string>;
  log: { error: (what: object, words: string) => void };
  now: () => Date;
}

/** The pages of a queue's demand: what is to come, its history, its schedule and its unusual days. */
export function demandPages({ db, shifts, clean, log: logger, now, ...given }: Deps) {
  const work = given.work ?? workHere(db, now);
  const demand = demandStore(db);
  const forecasts = forecastStore(db);
  const log = (problem: unknown) => logger.error({ err: problem }, 'Work on demand failed');
  const { router, showDemand } = demandRoutes({ demand, forecasts, intervals: intervalStore(db), shifts, now });
  const pages = Router();
  pages.use(router);
  if (shifts) pages.use(peakRoutes({ demand, forecasts, shifts, showDemand, now }));
  const reading = { demand, imports: historyStore(db), stopped: stoppedStore(db), uploads: uploadStore(), work, log, now };
  pages.use(historyRoutes(reading));
  pages.use(stoppedRoutes(reading));
  pages.use(scheduleRoutes({ demand, schedules: scheduleStore(db), events: eventStore(db), work, clean, log, now }));
  return pages;
}

import { Router } from 'express';
import type { Db } from '../database/open.ts';
import { ladderStore } from './ladder-store.ts';
import type { FindNeeds } from './list.ts';
import { listStore } from './list-store.ts';
import { pageStore } from './page-store.ts';
import { pauseStore } from './pause-store.ts';
import { planRoutes } from './plan-routes.ts';
import { planningStore } from './planning-store.ts';
import { shiftRoutes } from './routes.ts';
import { showRoutes } from './show-routes.ts';
import { signUpRoutes } from './sign-up-routes.ts';
import { signUpStore } from './sign-up-store.ts';
import { shiftStore } from './store.ts';

interface Deps {
  db: Db;
  clean: (text: string) => Promise<string>;
  needFor: FindNeeds;
  now: () => Date;
}

/** Shifts are planned, found, taken, given back, paused and attended here. */
export function shiftPages({ db, clean, needFor, now }: Deps) {
  const [lists, pages, ladder] = [listStore(db), pageStore(db), ladderStore(db)];
  const router = Router();
  router.use(planRoutes({ shifts: shiftStore(db), pages, planning: planningStore(db), clean, now }));
  router.use(signUpRoutes({ signUps: signUpStore(db), ladder, pages, now }));
  router.use(shiftRoutes({ lists, needFor, now }));
  router.use(showRoutes({ lists, pages, pauses: pauseStore(db), ladder, clean, now }));
  return router;
}

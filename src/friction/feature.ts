import { Router } from 'express';
import type { Db } from '../database/open.ts';
import { anonymousFlagStore } from './anonymous-flag-store.ts';
import { answerStore } from './answer-store.ts';
import type { Clean } from './flag.ts';
import { flagRoutes, onlyForCsrs } from './flag-routes.ts';
import { flagStore } from './flag-store.ts';
import { importRoutes } from './import-routes.ts';
import { importStore } from './import-store.ts';
import type { Joins } from './joining.ts';
import { joiningRoutes } from './joining-routes.ts';
import { meTooRoutes } from './me-too-routes.ts';
import { meTooStore } from './me-too-store.ts';
import type { FindPlacing } from './placing.ts';
import { receiptRoutes } from './receipt-routes.ts';
import { reportListStore } from './report-list-store.ts';
import { reportRoutes } from './report-routes.ts';
import { reportStore } from './report-store.ts';
import { similarRoutes } from './similar-routes.ts';
import { voicesStore } from './voices-store.ts';
import type { FindSimilar } from './wording.ts';

interface Deps {
  stores: FrictionStores;
  /** Themes that sound like what is being written. */
  similar: FindSimilar;
  joins: Joins;
  /** Why a report stands where it does. */
  placing: FindPlacing;
  /** Every free text goes through this before it is stored. */
  clean: Clean;
  now: () => Date;
}

/** What is flagged, reported and imported, and what became of it. */
export function frictionPages({ stores, ...rest }: Deps) {
  const deps = { ...stores, ...rest };
  const router = Router();
  router.use('/flags', onlyForCsrs);
  router.use(receiptRoutes(deps));
  router.use(flagRoutes(deps));
  router.use(similarRoutes(deps));
  router.use(joiningRoutes(deps));
  router.use(meTooRoutes(deps));
  router.use(reportRoutes(deps));
  router.use(importRoutes(deps));
  return router;
}

export type FrictionStores = ReturnType<typeof frictionStores>;

export const frictionStores = (db: Db) => ({
  reports: reportStore(db),
  lists: reportListStore(db),
  flags: flagStore(db),
  anonymousFlags: anonymousFlagStore(db),
  meToos: meTooStore(db),
  answers: answerStore(db),
  imports: importStore(db),
  voices: voicesStore(db),
});

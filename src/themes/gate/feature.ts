import { Router } from 'express';
import type { Db } from '../../database/open.ts';
import type { EngineStore } from '../engine-store.ts';
import { checkRoutes } from './check-routes.ts';
import { checkStore } from './check-store.ts';
import { gateRoutes, type IntervalOf } from './gate-routes.ts';
import { gateRecordStore } from './record-store.ts';
import { gateStateStore } from './state-store.ts';
import { gateSwitchStore } from './switch-store.ts';

interface Deps {
  db: Db;
  engine: EngineStore;
  intervalOf: IntervalOf;
  now: () => Date;
}

/** What grouping files by itself, watched and checked by people. */
export function gatePages({ db, ...deps }: Deps) {
  const stores = { record: gateRecordStore(db), states: gateStateStore(db), power: gateSwitchStore(db), checks: checkStore(db) };
  const router = Router();
  router.use(gateRoutes({ ...deps, ...stores }));
  router.use(checkRoutes({ ...deps, ...stores }));
  return router;
}

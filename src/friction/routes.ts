import { Router } from 'express';
import type { Clean, FindSimilar } from './flag.ts';
import { flagRoutes } from './flag-routes.ts';
import type { FrictionStores } from './friction-store.ts';
import { importRoutes } from './import-routes.ts';
import { meTooRoutes } from './me-too-routes.ts';
import { receiptRoutes } from './receipt-routes.ts';
import { reportRoutes } from './report-routes.ts';

type Deps = FrictionStores & {
  /** Themes that sound like a text. */
  similar: FindSimilar;
  /** Every free text goes through this before it is stored. */
  clean: Clean;
  now: () => Date;
};

export function frictionRoutes(deps: Deps) {
  const router = Router();
  router.use(receiptRoutes(deps));
  router.use(flagRoutes(deps));
  router.use(meTooRoutes(deps));
  router.use(reportRoutes(deps));
  router.use(importRoutes(deps));
  return router;
}

import { Router } from 'express';
import type { Db } from '../database/open.ts';
import { backlogRoutes } from './backlog-routes.ts';
import { backlogStore } from './backlog-store.ts';
import { contributionRoutes } from './contribution-routes.ts';
import { evidenceStore } from './evidence-store.ts';
import { fixRoutes } from './fix-routes.ts';
import { fixStore } from './fix-store.ts';
import { partStore } from './part-store.ts';
import { proposalRoutes } from './proposal-routes.ts';
import { returnStore } from './return-store.ts';

interface Deps {
  db: Db;
  clean: (text: string) => Promise<string>;
  now: () => Date;
}

/** The ranked list, and the life of each fix on it. */
export function backlogPages({ db, clean, now }: Deps) {
  const [backlog, evidence, parts, fixes] = [backlogStore(db), evidenceStore(db), partStore(db), fixStore(db)];
  const returns = returnStore(db);
  const router = Router();
  router.use(backlogRoutes({ backlog, evidence, returns, now }));
  router.use(proposalRoutes({ fixes, backlog, evidence, clean, now }));
  router.use(fixRoutes({ fixes, parts, backlog, evidence, returns, clean, now }));
  router.use(contributionRoutes({ parts, now }));
  return router;
}

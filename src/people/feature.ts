import { Router } from 'express';
import type { Db } from '../database/open.ts';
import { meRoutes } from './me-routes.ts';
import { personStore } from './person-store.ts';
import { type LeaveShifts, peopleRoutes } from './routes.ts';
import type { SessionStore } from './session-store.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { signInStore } from './sign-in-store.ts';

interface Deps {
  db: Db;
  sessions: SessionStore;
  leaveShifts: LeaveShifts;
  now: () => Date;
  demo: boolean;
}

/** Who comes in, how, and what they may do. */
export function peoplePages({ db, sessions, leaveShifts, now, demo }: Deps) {
  const people = personStore(db);
  const router = Router();
  router.use(signInRoutes({ people, sessions, signIns: signInStore(db), now, demo }));
  router.use('/me', meRoutes({ people, sessions, now }));
  router.use('/people', peopleRoutes({ people, sessions, leaveShifts, now }));
  return router;
}

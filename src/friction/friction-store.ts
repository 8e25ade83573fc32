import type { Db } from '../database/open.ts';
import { anonymousFlagStore } from './anonymous-flag-store.ts';
import { answerStore } from './answer-store.ts';
import { flagStore } from './flag-store.ts';
import { importStore } from './import-store.ts';
import { meTooStore } from './me-too-store.ts';
import { reportListStore } from './report-list-store.ts';
import { reportStore } from './report-store.ts';

export type FrictionStores = ReturnType<typeof frictionStores>;

export const frictionStores = (db: Db) => ({
  reports: reportStore(db),
  lists: reportListStore(db),
  flags: flagStore(db),
  anonymousFlags: anonymousFlagStore(db),
  meToos: meTooStore(db),
  answers: answerStore(db),
  imports: importStore(db),
});

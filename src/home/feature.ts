import type { Db } from '../database/open.ts';
import { type HomeDeps, homeRoutes } from './routes.ts';
import { saidStore } from './said-store.ts';
import { homeStore } from './store.ts';
import { workStore } from './work-store.ts';

/** The home page of everybody. What other features know of shifts, costs and answers is handed in. */
export const homePages = ({ db, ...deps }: { db: Db } & Omit<HomeDeps, 'home' | 'said' | 'work'>) =>
  homeRoutes({ home: homeStore(db), said: saidStore(db), work: workStore(db), ...deps });

import type { Db } from '../database/open.ts';
import { saidStore } from './said-store.ts';
import { homeStore } from './store.ts';
import { workStore } from './work-store.ts';

/** Everything the home pages read of their own. */
export const homeStores = (db: Db) => ({ home: homeStore(db), said: saidStore(db), work: workStore(db) });

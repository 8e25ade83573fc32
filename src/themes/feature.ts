import { Router } from 'express';
import type { Db } from '../database/open.ts';
import { apartRoutes } from './apart-routes.ts';
import { apartStore } from './apart-store.ts';
import { batchStore } from './batch-store.ts';
import type { FindComingBack } from './coming-back.ts';
import type { FindCosts } from './cost.ts';
import type { EngineStore } from './engine-store.ts';
import { themeEvidenceStore } from './evidence-store.ts';
import { filingRoutes } from './filing-routes.ts';
import { filingStore } from './filing-store.ts';
import { gatePages } from './gate/feature.ts';
import type { IntervalOf } from './gate/gate-routes.ts';
import { gateRecordStore } from './gate/record-store.ts';
import { themeListRoutes } from './list-routes.ts';
import { mergeStore } from './merge-store.ts';
import { namingStore } from './naming-store.ts';
import { proposalRoutes } from './proposal-routes.ts';
import { proposalStore } from './proposal-store.ts';
import { regroupingRoutes } from './regrouping-routes.ts';
import type { similarStore } from './similar-store.ts';
import { splitStore } from './split-store.ts';
import { themeReportsStore } from './theme-reports-store.ts';
import { themePage, themeRoutes } from './theme-routes.ts';
import type { FindSignals } from './theme-signals.ts';
import { themeStore } from './theme-store.ts';
import { unsortedListRoutes } from './unsorted-list-routes.ts';
import { unsortedPage, unsortedRoutes } from './unsorted-routes.ts';
import { unsortedStore } from './unsorted-store.ts';

interface Deps {
  db: Db;
  engine: EngineStore;
  similar: ReturnType<typeof similarStore>;
  costs: FindCosts;
  signals: FindSignals;
  comingBack: FindComingBack;
  intervalOf: IntervalOf;
  clean: (text: string) => Promise<string>;
  now: () => Date;
}

/** Reports that are the same complaint: found, sorted, merged, split, and every one of these undone. */
export function themePages({ db, engine, similar, costs, signals, comingBack, intervalOf, clean, now }: Deps) {
  const [themes, unsorted, naming] = [themeStore(db), unsortedStore(db), namingStore(db, engine)];
  const sorting = { unsorted, batches: batchStore(unsorted, engine), naming, themes, similar };
  const evidence = themeEvidenceStore(db);
  const regrouping = { merges: mergeStore(db), splits: splitStore(db), apart: apartStore(db) };
  const theming = {
    themes,
    proposals: proposalStore(db),
    evidence,
    costs,
    signals,
    comingBack,
    themeReports: themeReportsStore(db),
    gateRecord: gateRecordStore(db),
    ...regrouping,
    similar,
    naming,
    now,
    clean,
  };
  const router = Router();
  router.use(themeListRoutes(theming));
  router.use(themeRoutes(theming));
  router.use(regroupingRoutes({ ...theming, showTheme: themePage(theming) }));
  router.use(proposalRoutes(theming));
  router.use(apartRoutes(theming));
  router.use(gatePages({ db, engine, intervalOf, now }));
  router.use(unsortedListRoutes(sorting));
  router.use(unsortedRoutes(sorting));
  router.use(filingRoutes({ filings: filingStore(db), themes, similar, showUnsorted: unsortedPage(sorting), now, clean }));
  return router;
}

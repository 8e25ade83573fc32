import { Router } from 'express';
import { may } from '../../people/person.ts';
import { sendCsvInParts } from '../../web/csv.ts';
import { forbidden, Refusal } from '../../web/errors.ts';
import { flash } from '../../web/flash.ts';
import { readForm } from '../../web/form.ts';
import { page } from '../../web/page.ts';
import type { EngineStore } from '../engine-store.ts';
import { bandsOf } from './decisions.ts';
import { filedColumns, gateView, switchForm } from './list.ts';
import type { Shown } from './record.ts';
import type { GateRecordStore } from './record-store.ts';
import { tellState } from './state.ts';
import type { GateStateStore } from './state-store.ts';
import type { GateSwitchStore } from './switch-store.ts';

/** The interval of a share: k of n, undefined for none. */
export type IntervalOf = (k: number, n: number) => { k: number; n: number; share: number; low: number; high: number } | undefined;

interface Deps {
  engine: EngineStore;
  record: GateRecordStore;
  states: GateStateStore;
  power: GateSwitchStore;
  intervalOf: IntervalOf;
  now: () => Date;
}

const FILED_A_PAGE = 25;
const RECENT_DAYS = 30;
const DAY = 24 * 3_600_000;

/** What grouping files by itself: whether it may, how often it was right, and each filing with its reasons. */
export function gateRoutes({ engine, record, states, power, intervalOf, now }: Deps) {
  const router = Router();

  router.get('/grouping', async (req, res) => {
    if (!may.watchGate(res.locals.person)) throw forbidden();
    const view = gateView.parse(req.query);
    const { gate } = await engine.current();
    const { state, turned, checks, holds } = await states.read(gate);
    page(res, 'gate/show', {
      title: 'Filed automatically',
      styles: ['themes'],
      view,
      turned,
      holds,
      told: tellState(state, res.locals.format.share),
      recent: await recentOf(now()),
      checked: intervalOf(checks.filter(({ right }) => right).length, checks.length),
      bands: bandsOf(gate).map((band) => ({ ...band, interval: intervalOf(band.right, band.decisions) })),
      sorts: may.sort(res.locals.person),
      ...(view.show === 'held' ? await heldOnes() : await filedOnes(view.show, view.before)),
    });
  });

  router.get('/grouping.csv', async (req, res) => {
    if (!may.watchGate(res.locals.person)) throw forbidden();
    const { show } = gateView.parse(req.query);
    await sendCsvInParts(res, 'filed-automatically', record.batches(show === 'held' ? 'all' : show), filedColumns);
  });

  router.post('/grouping/switch', async (req, res) => {
    if (!may.watchGate(res.locals.person)) throw forbidden();
    const form = readForm(switchForm, req.body);
    if (!form.ok) throw unsaid();
    const on = form.value.gate === 'on';
    await power.turn(on, res.locals.person.id, now());
    flash(res, 'good', on ? 'It may file by itself again.' : 'It files nothing by itself any more. What it filed stays.');
    res.redirect(303, '/grouping');
  });

  return router;

  async function recentOf(at: Date) {
    const counts = await record.countSince(new Date(at.getTime() - RECENT_DAYS * DAY).toISOString());
    return { ...counts, days: RECENT_DAYS, interval: intervalOf(counts.wrong, counts.filed) };
  }

  async function filedOnes(shown: Shown, before: number | null) {
    const found = await record.listFiled(shown, before, FILED_A_PAGE + 1);
    const filed = found.slice(0, FILED_A_PAGE);
    const nearest = await record.listReports(filed.flatMap(({ reasons }) => reasons?.nearestReportId ?? []));
    const last = found.length > FILED_A_PAGE ? filed.at(-1)!.id : undefined;
    return {
      filed: filed.map((one) => ({ ...one, nearest: nearest.find(({ id }) => id === one.reasons?.nearestReportId) })),
      older: last ? `/grouping?${new URLSearchParams({ show: shown, before: String(last) })}#filings` : '',
      newest: before ? `/grouping?show=${shown}#filings` : '',
    };
  }

  async function heldOnes() {
    return { held: await record.listHolds(FILED_A_PAGE), older: '', newest: '' };
  }
}

const unsaid = () =>
  new Refusal(422, 'Say whether it may file by itself', 'Go back to what is filed automatically, and press the button there.');

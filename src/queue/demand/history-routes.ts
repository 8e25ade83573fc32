import { type Request, type RequestHandler, type Response, Router } from 'express';
import { ZONES } from '../../people/person-form.ts';
import { sendCsv } from '../../web/csv.ts';
import { notFound, Refusal } from '../../web/errors.ts';
import { idFrom, readForm } from '../../web/form.ts';
import { page } from '../../web/page.ts';
import type { DemandQueue, DemandStore } from './demand-store.ts';
import type { DemandWork } from './demand-work.ts';
import { getOwnQueue, soon } from './door-routes.ts';
import type { HistoryStore, ImportChoice } from './history-store.ts';
import { choiceFrom, importForm, KIND_WORDS, KINDS, LENGTHS, rolesOf } from './import-form.ts';
import { stateOf } from './import-state.ts';
import { type Look, lookInto } from './look-work.ts';
import { readUpload } from './reading-work.ts';
import type { StoppedStore } from './stopped-store.ts';
import type { UploadStore } from './upload-store.ts';

interface Deps {
  demand: DemandStore;
  imports: HistoryStore;
  stopped: Pick<StoppedStore, 'countBrought'>;
  uploads: UploadStore;
  work: DemandWork;
  log: (problem: unknown) => void;
  now: () => Date;
}

const DEFAULT_MINUTES = 30;
const SECONDS_BETWEEN_LOOKS = '3';

/** For owners: call history comes in by file, is looked at, then read. */
export function historyRoutes({ demand, imports, stopped, uploads, work, log, now }: Deps) {
  const router = Router();
  /** Nobody fills the disk who may not import. */
  const ownersOnly: RequestHandler = async (req, res, next) => {
    await getOwnQueue(demand, req, res);
    next();
  };

  router.get('/queues/:id/imports', async (req, res) => {
    const queue = await getOwnQueue(demand, req, res);
    showList(res, queue, await listed(queue), {});
  });

  router.post('/queues/:id/imports', ownersOnly, uploads.receive, async (req, res) => {
    const queue = await getOwnQueue(demand, req, res);
    await uploads.throwOldAway(now());
    if (!req.file) return showList(res.status(422), queue, await listed(queue), { file: 'Choose a file first' });
    const { zone } = (await lastChoice(queue)) ?? { zone: queue.timeZone };
    const intervalMinutes = (queue.intervalSeconds ?? DEFAULT_MINUTES * 60) / 60;
    const choice: ImportChoice = { zone, intervalMinutes, onlyThere: true };
    const file = { fileName: nameOf(req.file.originalname), file: req.file.filename, queueId: queue.id, choice };
    const id = await imports.add(file, res.locals.person.id, now());
    res.redirect(303, `/queues/${queue.id}/imports/${id}`);
  });

  router.get('/queues/:id/imports/:importId', async (req, res) => {
    const queue = await getOwnQueue(demand, req, res);
    const known = await getImport(imports, req, queue, now());
    if (known.state === 'looked at') return showPreview(res, queue, known, { errors: {} });
    if (known.state === 'running') res.set('Refresh', SECONDS_BETWEEN_LOOKS);
    const [parts, refused] = [await imports.listParts(known.id), await imports.listRefusals(known.id)];
    const brought = known.state === 'stopped' ? await stopped.countBrought(known.id) : 0;
    const isHere = known.state === 'stopped' && (await uploads.find(known.file)) !== undefined;
    page(res, 'demand/import', { title: known.fileName, queue, known, parts, refused, brought, isHere, kindWords: KIND_WORDS });
  });

  router.get('/queues/:id/imports/:importId/refused.csv', async (req, res) => {
    const known = await getImport(imports, req, await getOwnQueue(demand, req, res), now());
    const lines = { line: (row: { line: number }) => row.line, reason: (row: { reason: string }) => row.reason };
    sendCsv(res, `refused-${known.id}`, await imports.listRefusals(known.id), lines as never);
  });

  router.post('/queues/:id/imports/:importId/reading', async (req, res) => {
    const queue = await getOwnQueue(demand, req, res);
    const known = await getImport(imports, req, queue, now());
    const path = await pathOf(known);
    const form = readForm(importForm, { intervalMinutes: (queue.intervalSeconds ?? 0) / 60, ...req.body });
    if (!form.ok) return showPreview(res.status(422), queue, known, form);
    const choice = choiceFrom(form.value, await lookInto(path, recognising(known.choice)));
    if (req.body?.again === 'yes') return showPreview(res, queue, { ...known, choice }, { errors: {} });
    const look = await lookInto(path, choice);
    if (look.problem) return showPreview(res.status(422), queue, { ...known, choice }, { errors: {} });
    const job = { importId: known.id, path, queueId: queue.id, choice, by: res.locals.person.id };
    if (await imports.start(known.id, choice, now()))
      await soon(readUpload({ imports, uploads, work, now }, job, known.file), log);
    res.redirect(303, `/queues/${queue.id}/imports/${known.id}`);
  });

  return router;

  async function listed(queue: DemandQueue) {
    return (await imports.list(queue.id)).map((row) => ({ ...row, state: stateOf(row, now()) }));
  }

  async function pathOf(known: Import) {
    const path =
      known.state === 'looked at' || known.state === 'running' || known.state === 'stopped'
        ? await uploads.find(known.file)
        : undefined;
    if (path) return path;
    throw new Refusal(409, 'This file has been read, or is no longer here', 'Send it once more from the queue’s imports.');
  }

  async function lastChoice(queue: DemandQueue) {
    const last = (await imports.list(queue.id)).find(({ state }) => state === 'done');
    return last && (await imports.find(last.id))?.choice;
  }

  async function showPreview(res: Response, queue: DemandQueue, known: Import, form: { values?: object; errors: object }) {
    const look = await lookInto(await pathOf(known), known.choice);
    const choices = { kinds: KINDS.map((kind) => ({ value: kind, words: KIND_WORDS[kind] })), zones: ZONES, lengths: LENGTHS };
    const values = form.values ?? { ...known.choice, ...columnValues(look), kind: known.choice.kind ?? look.kind };
    const roles = rolesOf(known.choice.kind ?? look.kind);
    page(res, 'demand/preview', { title: known.fileName, queue, known, look, roles, ...choices, values, errors: form.errors });
  }
}

/** An import that the queue of the address asked for or got calls from. */
export async function getImport(imports: HistoryStore, req: Request, queue: DemandQueue, now: Date) {
  const known = await imports.find(idFrom(req.params.importId));
  const parts = known ? await imports.listParts(known.id) : [];
  if (!known || (known.queueId !== queue.id && !parts.some(({ queueId }) => queueId === queue.id))) throw notFound();
  return { ...known, state: stateOf(known, now) };
}

type Import = Awaited<ReturnType<typeof getImport>>;

const columnValues = ({ columns }: Look) =>
  Object.fromEntries(Object.entries(columns).map(([role, place]) => [`column_${role}`, place]));

/** What the file says by itself, so that only what somebody changed counts as chosen. */
const recognising = ({ zone, intervalMinutes }: ImportChoice): ImportChoice => ({ zone, intervalMinutes });

/** Browsers send the name in Latin-1 bytes of its UTF-8. */
const nameOf = (sent: string) => Buffer.from(sent, 'latin1').toString('utf8').replaceAll('\u0000', '').slice(0, 200) || 'A file';

function showList(res: Response, queue: DemandQueue, list: object[], errors: object) {
  page(res, 'demand/imports', { title: `Call history of ${queue.name}`, queue, list, errors });
}

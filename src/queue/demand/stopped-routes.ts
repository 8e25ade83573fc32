import { type Request, type Response, Router } from 'express';
import { Refusal } from '../../web/errors.ts';
import { flash } from '../../web/flash.ts';
import type { DemandStore } from './demand-store.ts';
import type { DemandWork } from './demand-work.ts';
import { getOwnQueue, soon } from './door-routes.ts';
import { getImport } from './history-routes.ts';
import type { HistoryStore } from './history-store.ts';
import { readUpload } from './reading-work.ts';
import type { StoppedStore } from './stopped-store.ts';
import type { UploadStore } from './upload-store.ts';

interface Deps {
  demand: DemandStore;
  imports: HistoryStore;
  stopped: StoppedStore;
  uploads: UploadStore;
  work: DemandWork;
  log: (problem: unknown) => void;
  now: () => Date;
}

/** What an owner does about an import that stopped half-way. */
export function stoppedRoutes({ demand, imports, stopped, uploads, work, log, now }: Deps) {
  const router = Router();

  router.post('/queues/:id/imports/:importId/repetition', async (req, res) => {
    const { queue, known } = await mustBeStopped(req, res);
    const path = await uploads.find(known.file);
    if (!path) throw gone();
    const job = { importId: known.id, path, queueId: known.queueId, choice: known.choice, by: res.locals.person.id };
    if (await imports.start(known.id, known.choice, now()))
      await soon(readUpload({ imports, uploads, work, now }, job, known.file), log);
    res.redirect(303, `/queues/${queue.id}/imports/${known.id}`);
  });

  router.post('/queues/:id/imports/:importId/undoing', async (req, res) => {
    const { queue, known } = await mustBeStopped(req, res);
    const queueIds = await stopped.takeBack(known.id, res.locals.person.id, now());
    if (!queueIds) throw notStopped();
    await uploads.remove(known.file);
    await soon(Promise.all(queueIds.map((queueId) => work.refit(queueId))), log);
    flash(res, 'good', 'What it had brought is taken away again.');
    res.redirect(303, `/queues/${queue.id}/imports/${known.id}`);
  });

  return router;

  async function mustBeStopped(req: Request, res: Response) {
    const queue = await getOwnQueue(demand, req, res);
    const known = await getImport(imports, req, queue, now());
    if (known.state !== 'stopped') throw notStopped();
    return { queue, known };
  }
}

const notStopped = () =>
  new Refusal(409, 'This import did not stop half-way', 'Go back to its page: it is being read, or has an end.');

const gone = () =>
  new Refusal(409, 'The file is no longer here', 'Send it once more from the queue’s imports: nothing is doubled.');

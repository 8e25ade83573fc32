import type { Request, Response } from 'express';
import { may } from '../../people/person.ts';
import { forbidden, notFound } from '../../web/errors.ts';
import { idFrom } from '../../web/form.ts';
import type { DemandQueue, DemandStore } from './demand-store.ts';

/** The queue of the address. */
export async function getQueue(demand: DemandStore, req: Request): Promise<DemandQueue> {
  const queue = await demand.find(idFrom(req.params.id));
  if (!queue) throw notFound();
  return queue;
}

/** For what only owners change: the right first, then the queue. */
export async function getOwnQueue(demand: DemandStore, req: Request, res: Response): Promise<DemandQueue> {
  if (!may.setUpQueues(res.locals.person)) throw forbidden();
  return getQueue(demand, req);
}

const PATIENCE_MILLISECONDS = 5_000;

/** Waits for work that is mostly done at once; a reader does not wait for a long one, its result shows later. */
export async function soon(work: Promise<unknown>, log: (problem: unknown) => void) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS).unref());
  await Promise.race([work.catch(log), late]);
}

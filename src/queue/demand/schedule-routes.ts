import { type Response, Router } from 'express';
import multer from 'multer';
import { Refusal } from '../../web/errors.ts';
import { flash } from '../../web/flash.ts';
import { idFrom, readForm } from '../../web/form.ts';
import { page } from '../../web/page.ts';
import { WEEKDAYS } from '../queue.ts';
import { eventForm, guessForm, patternForm, patternsFrom } from './demand-forms.ts';
import type { DemandQueue, DemandStore } from './demand-store.ts';
import type { DemandWork } from './demand-work.ts';
import { getOwnQueue, soon } from './door-routes.ts';
import type { EventStore } from './event-store.ts';
import { readSchedule } from './schedule-file.ts';
import type { ScheduleStore } from './schedule-store.ts';

interface Deps {
  demand: DemandStore;
  schedules: ScheduleStore;
  events: EventStore;
  work: DemandWork;
  clean: (text: string) => Promise<string>;
  log: (problem: unknown) => void;
  now: () => Date;
}

const upload = multer({ storage: multer.memoryStorage(), limits: { fileSize: 10_000_000, files: 1 } }).single('file');
const DEFAULT_SECONDS = 1_800;

/** For owners: who is scheduled, what is out of the ordinary, and what is guessed. */
export function scheduleRoutes({ demand, schedules, events, work, clean, log, now }: Deps) {
  const router = Router();

  router.get('/queues/:id/schedule', async (req, res) => {
    const queue = await getOwnQueue(demand, req, res);
    await showSchedule(res, queue, { values: { fromClock: '09:00', untilClock: '17:00' }, errors: {} });
  });

  router.post('/queues/:id/patterns', async (req, res) => {
    const queue = await getOwnQueue(demand, req, res);
    const form = readForm(patternForm, req.body);
    if (!form.ok) return showSchedule(res.status(422), queue, form);
    await schedules.addPatterns(queue.id, patternsFrom(form.value), res.locals.person.id, now());
    await changed(res, queue, 'Scheduled. The gaps are reckoned with it now.', 'schedule');
  });

  router.post('/queues/:id/patterns/:patternId/removal', async (req, res) => {
    const queue = await getOwnQueue(demand, req, res);
    await schedules.removePattern(queue.id, idFrom(req.params.patternId));
    await changed(res, queue, 'Taken off the schedule.', 'schedule');
  });

  router.post('/queues/:id/schedules', upload, async (req, res) => {
    const queue = await getOwnQueue(demand, req, res);
    if (!req.file) return showSchedule(res.status(422), queue, { values: {}, errors: { file: 'Choose a file first' } });
    const text = req.file.buffer.toString('utf8');
    const { rows, refused } = readSchedule(text, queue.timeZone, queue.intervalSeconds ?? DEFAULT_SECONDS);
    if (rows.length === 0) return showSchedule(res.status(422), queue, { values: {}, errors: {}, refused });
    await schedules.give(queue.id, req.file.originalname.slice(0, 200), rows, refused.length, res.locals.person.id, now());
    await soon(work.replan(queue.id), log);
    if (refused.length > 0) return showSchedule(res, queue, { values: {}, errors: {}, refused, taken: rows.length });
    flash(res, 'good', `${rows.length} intervals are scheduled.`);
    res.redirect(303, `/queues/${queue.id}/demand?show=short`);
  });

  router.post('/queues/:id/guesses', async (req, res) => {
    const queue = await getOwnQueue(demand, req, res);
    const form = readForm(guessForm, req.body);
    if (!form.ok) return showSchedule(res.status(422), queue, form);
    await demand.guess(queue.id, form.value, res.locals.person.id, now());
    if (form.value.holidays !== queue.holidays) await soon(work.refit(queue.id), log);
    await changed(res, queue, 'Saved. The gaps are reckoned with these figures now.', 'demand');
  });

  router.get('/queues/:id/events', async (req, res) => {
    await showEvents(res, await getOwnQueue(demand, req, res), { values: {}, errors: {} });
  });

  router.post('/queues/:id/events', async (req, res) => {
    const queue = await getOwnQueue(demand, req, res);
    const form = readForm(eventForm, req.body);
    if (!form.ok) return showEvents(res.status(422), queue, form);
    const name = await clean(form.value.name);
    await events.add(queue.id, { ...form.value, name }, res.locals.person.id, now());
    await soon(work.refit(queue.id), log);
    flash(res, 'good', `${name} is marked. The forecast learns from every time of that name.`);
    res.redirect(303, `/queues/${queue.id}/events`);
  });

  router.post('/queues/:id/events/:eventId/removal', async (req, res) => {
    const queue = await getOwnQueue(demand, req, res);
    const gone = await events.remove(queue.id, idFrom(req.params.eventId), res.locals.person.id, now());
    if (gone[0]?.numUpdatedRows === 0n)
      throw new Refusal(409, 'This event is not marked any more', 'Go back to the list: nothing is left to do.');
    await soon(work.refit(queue.id), log);
    flash(res, 'good', 'The event is no longer marked.');
    res.redirect(303, `/queues/${queue.id}/events`);
  });

  return router;

  async function changed(res: Response, queue: DemandQueue, words: string, where: string) {
    await soon(work.replan(queue.id), log);
    flash(res, 'good', words);
    res.redirect(303, `/queues/${queue.id}/${where}`);
  }

  async function showSchedule(res: Response, queue: DemandQueue, state: Record<string, unknown>) {
    const patterns = await schedules.listPatterns(queue.id);
    page(res, 'demand/schedule', { title: `Schedule of ${queue.name}`, queue, patterns, weekdays: WEEKDAYS, ...state });
  }

  async function showEvents(res: Response, queue: DemandQueue, state: { values: object; errors: object }) {
    page(res, 'demand/events', { title: `Unusual days of ${queue.name}`, queue, events: await events.list(queue.id), ...state });
  }
}

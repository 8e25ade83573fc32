import { type Response, Router } from 'express';
import { may } from '../people/person.ts';
import { ZONES } from '../people/person-form.ts';
import type { SettingsStore } from '../settings/store.ts';
import { LIVE_BRIEFING } from '../shifts/ladder.ts';
import { attempt } from '../web/attempt.ts';
import { sendCsv } from '../web/csv.ts';
import { forbidden, notFound } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom, readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import { LANGUAGE_CHOICES, LANGUAGES } from './language.ts';
import { DEFAULT_RUNGS, type NewQueue, WEEKDAYS } from './queue.ts';
import { queueForm, queueFrom, valuesOf } from './queue-form.ts';
import type { QueueStore } from './store.ts';

interface Deps {
  queues: QueueStore;
  settings: Pick<SettingsStore, 'get'>;
  clean: (text: string) => string | Promise<string>;
  now: () => Date;
}

export function queueRoutes({ queues, settings, clean, now }: Deps) {
  const router = Router();

  router.use((_req, res, next) => next(may.setUpQueues(res.locals.person) ? undefined : forbidden()));

  router.get('/', async (_req, res) => page(res, 'queues/list', { title: 'Queues', queues: await queues.list() }));

  router.get('/all.csv', async (_req, res) =>
    sendCsv(res, 'queues', await queues.list(), {
      queue: (queue) => queue.name,
      time_zone: (queue) => queue.timeZone,
      language: (queue) => queue.language,
      target_percent: (queue) => queue.targetPercent,
      target_seconds: (queue) => queue.targetSeconds,
      calls_per_week: (queue) => queue.callsPerWeek,
      handle_seconds: (queue) => queue.handleSeconds,
      cost_per_hour_minor: (queue) => queue.costPerHourMinor,
      currency: (queue) => queue.currency,
    }),
  );

  router.get('/new', (_req, res) =>
    showForm(res, { title: 'Set up a queue', action: '/queues', values: suggested(res.locals.person.timeZone), errors: {} }),
  );

  router.post('/', async (req, res) => {
    const form = readForm(queueForm, req.body);
    if (!form.ok) return showForm(res.status(422), { title: 'Set up a queue', action: '/queues', ...form });
    const { currency } = await settings.get();
    const queue = await cleaned(queueFrom(form.value, currency));
    const added = await attempt({ ...form.value }, () => queues.add(queue, res.locals.person.id, now()));
    if (!added.ok) return showForm(res.status(422), { title: 'Set up a queue', action: '/queues', ...added });
    flash(res, 'good', `${queue.name} is set up. Now plan shifts in it.`);
    res.redirect(303, `/queues/${added.value}`);
  });

  router.get('/:id', async (req, res) => {
    const queue = await getQueue(req.params.id);
    await showForm(res, { title: queue.name, action: `/queues/${queue.id}`, known: queue, values: valuesOf(queue), errors: {} });
  });

  router.post('/:id', async (req, res) => {
    const queue = await getQueue(req.params.id);
    const form = readForm(queueForm, req.body);
    if (!form.ok) return showForm(res.status(422), { title: queue.name, action: `/queues/${queue.id}`, known: queue, ...form });
    const changes = await cleaned(queueFrom(form.value, queue.currency));
    const changed = await attempt({ ...form.value }, () => queues.change(queue.id, changes, res.locals.person.id, now()));
    if (!changed.ok)
      return showForm(res.status(422), { title: queue.name, action: `/queues/${queue.id}`, known: queue, ...changed });
    const reads =
      changes.language === queue.language ? '' : ` Reports that come in from now on are read as ${LANGUAGES[changes.language]}.`;
    flash(res, 'good', `Saved. Costs are counted with these figures from now on.${reads}`);
    res.redirect(303, `/queues/${queue.id}`);
  });

  return router;

  async function cleaned(queue: NewQueue): Promise<NewQueue> {
    return {
      ...queue,
      name: await clean(queue.name),
      closedDays: await Promise.all(queue.closedDays.map(async ({ day, reason }) => ({ day, reason: await clean(reason) }))),
      rungs: await Promise.all(queue.rungs.map(async (rung) => ({ ...rung, briefing: await clean(rung.briefing) }))),
    };
  }

  async function getQueue(id: string) {
    const queue = await queues.find(idFrom(id));
    if (!queue) throw notFound();
    return queue;
  }

  async function showForm(res: Response, locals: { title: string } & Record<string, unknown>) {
    const { currency } = await settings.get();
    page(res, 'queues/form', {
      zones: ZONES,
      languages: LANGUAGE_CHOICES,
      weekdays: WEEKDAYS,
      currency,
      builtIn: LIVE_BRIEFING,
      styles: ['queues'],
      ...locals,
    });
  }
}

/** What most queues are: the owner changes what differs. */
function suggested(timeZone: string) {
  const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensAt: '08:00', closesAt: '18:00' }));
  const queue = {
    name: '',
    timeZone,
    targetPercent: 80,
    targetSeconds: 20,
    callsPerWeek: 0,
    handleSeconds: 300,
    costPerHourMinor: 0,
    currency: 'USD',
    language: 'english' as const,
    hours,
    closedDays: [],
    rungs: DEFAULT_RUNGS,
  };
  return { ...valuesOf(queue), callsPerWeek: '', costPerHour: '' };
}

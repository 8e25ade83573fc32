import { type Request, type RequestHandler, type Response, Router } from 'express';
import multer from 'multer';
import { attempt } from '../web/attempt.ts';
import { sendCsv } from '../web/csv.ts';
import { forbidden, notFound, Refusal } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom, readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import { type ImportPlan, type Planned, planImport } from './people-import.ts';
import { may, ROLE_WORDS, ROLES } from './person.ts';
import { personForm, ZONES, zoneForNew } from './person-form.ts';
import type { KnownPerson, PersonStore } from './person-store.ts';
import type { SessionStore } from './session-store.ts';

const upload = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: 2_000_000, files: 1, fieldSize: 2_000_000 },
}).single('file');

/** A form that breaks off, or is no form at all, is the sender's fault and said so; the limits speak for themselves. */
const readable: RequestHandler = (req, res, next) =>
  upload(req, res, (problem) =>
    next(
      problem && !String(problem.code).startsWith('LIMIT_')
        ? new Refusal(400, 'The file did not arrive whole', 'Choose it again and send it once more.')
        : problem,
    ),
  );

/** Gives back what somebody has in the shifts ahead, and says how much that was. */
export type LeaveShifts = (personId: number, by: number, now: Date) => Promise<{ places: number; hosted: number }>;

interface Deps {
  people: PersonStore;
  sessions: SessionStore;
  leaveShifts: LeaveShifts;
  now: () => Date;
}

/** For administrators: who is here, what they may do, and how they come in. */
export function peopleRoutes({ people, sessions, leaveShifts, now }: Deps) {
  const router = Router();

  router.use((_req, res, next) => next(may.managePeople(res.locals.person) ? undefined : forbidden('an administrator')));

  router.get('/everybody.csv', async (_req, res) =>
    sendCsv(res, 'people', await people.listEverybody(), {
      name: (person) => person.name,
      email: (person) => person.email,
      department: (person) => person.department,
      time_zone: (person) => person.timeZone,
      roles: (person) => person.roles.join(';'),
      deactivated_at: (person) => person.deactivatedAt,
    }),
  );

  router.get('/', async (req, res) => {
    const wanted = String(req.query.q ?? '').trim();
    const everybody = (await people.listEverybody()).filter((person) => matches(person, wanted));
    page(res, 'people/list', { title: 'People', people: everybody, wanted, roleWords: ROLE_WORDS });
  });

  router.get('/new', async (_req, res) => {
    const values = { timeZone: await zoneFor(res) };
    showForm(res, { title: 'Add a person', action: '/people', values, errors: {} });
  });

  router.post('/', async (req, res) => {
    const form = readForm(personForm, req.body);
    if (!form.ok) return showForm(res.status(422), { title: 'Add a person', action: '/people', ...form });
    const added = await attempt(form.value, () => people.add(form.value, res.locals.person.id, now()));
    if (!added.ok) return showForm(res.status(422), { title: 'Add a person', action: '/people', ...added });
    flash(res, 'good', `${form.value.name} can sign in now, and is told by mail to ${form.value.email}.`);
    res.redirect(303, `/people/${added.value}`);
  });

  router.get('/import', async (_req, res) => showImport(res, { plan: undefined, text: '' }));

  router.post('/imports', readable, async (req, res) => {
    const text = req.file?.buffer.toString('utf8') ?? String(req.body?.text ?? '');
    if (!req.file && text === '') return showImport(res.status(422), { plan: NO_FILE, text });
    const plan = planImport(text, await people.listEverybody(), await zoneFor(res));
    const clean = plan.readable && plan.lines.every((line) => line.does !== 'refuse');
    if (!clean || req.body?.confirmed !== 'yes') return showImport(res.status(clean ? 200 : 422), { plan, text });

    await people.carryOut(plan.lines, res.locals.person.id, now());
    flash(res, 'good', doneWords(plan.lines));
    res.redirect(303, '/people');
  });

  router.get('/:id', async (req, res) => {
    const person = await getPerson(req);
    await showPerson(res, person, { values: { ...person }, errors: {} });
  });

  router.post('/:id', async (req, res) => {
    const person = await getPerson(req);
    const form = readForm(personForm, req.body);
    if (!form.ok) return showPerson(res.status(422), person, form);
    const changed = await attempt(form.value, () => people.change(person.id, form.value, res.locals.person.id, now()));
    if (!changed.ok) return showPerson(res.status(422), person, changed);
    flash(res, 'good', `${form.value.name} is changed.`);
    res.redirect(303, `/people/${person.id}`);
  });

  router.post('/:id/deactivation', async (req, res) => {
    const person = await getPerson(req);
    await people.deactivate(person.id, res.locals.person.id, now());
    const left = await leaveShifts(person.id, res.locals.person.id, now());
    const out = `${person.name} is signed out everywhere and cannot come back in until you let them.`;
    flash(res, 'good', [out, ...leftWords(left)].join(' '));
    res.redirect(303, `/people/${person.id}`);
  });

  router.post('/:id/reactivation', async (req, res) => {
    const person = await getPerson(req);
    await people.reactivate(person.id, res.locals.person.id, now());
    flash(res, 'good', `${person.name} may sign in again.`);
    res.redirect(303, `/people/${person.id}`);
  });

  router.post('/:id/sign-outs', async (req, res) => {
    const person = await getPerson(req);
    await sessions.endAll(person.id, now());
    flash(res, 'good', `${person.name} is signed out everywhere.`);
    res.redirect(303, `/people/${person.id}`);
  });

  return router;

  async function zoneFor(res: Response) {
    return zoneForNew(res.locals.person.timeZone, await people.listQueueZones());
  }

  async function showImport(res: Response, locals: { plan: ImportPlan | undefined; text: string }) {
    page(res, 'people/import', { title: 'Import people', zone: await zoneFor(res), ...locals });
  }

  async function getPerson(req: Request<{ id: string }>) {
    const person = await people.findPerson(idFrom(req.params.id));
    if (!person) throw notFound();
    return person;
  }

  async function showPerson(res: Response, person: KnownPerson, form: object) {
    const open = await sessions.listOpen(person.id, now());
    showForm(res, { title: person.name, action: `/people/${person.id}`, known: person, sessions: open, ...form });
  }
}

const NO_FILE: ImportPlan = { readable: false, reason: 'Choose the CSV file first, then press the button again.' };

function doneWords(lines: readonly Planned[]) {
  const tally = (does: Planned['does']) => lines.filter((line) => line.does === does).length;
  return `${tally('add')} added, ${tally('change')} changed.${tally('add') ? ' Whoever is new is told by mail.' : ''}`;
}

const leftWords = ({ places, hosted }: { places: number; hosted: number }) => [
  ...(places ? [`${places} ${places === 1 ? 'place in a shift was' : 'places in shifts were'} given back.`] : []),
  ...(hosted
    ? [`${hosted} ${hosted === 1 ? 'shift lost its' : 'shifts lost a'} buddy: program owners see which need another.`]
    : []),
];

const showForm = (res: Response, locals: { title: string } & Record<string, unknown>) =>
  page(res, 'people/form', { zones: ZONES, roles: ROLES.map((role) => ({ value: role, words: ROLE_WORDS[role] })), ...locals });

const matches = (person: KnownPerson, wanted: string) =>
  `${person.name} ${person.email} ${person.department} ${person.roles.join(' ')}`.toLowerCase().includes(wanted.toLowerCase());

import { randomUUID } from 'node:crypto';
import { type RequestHandler, type Response, Router } from 'express';
import { may } from '../people/person.ts';
import { notFound, Refusal } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom, readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import { sessionToken } from '../web/session.ts';
import type { AnonymousFlagStore } from './anonymous-flag-store.ts';
import { answerTo } from './answer.ts';
import type { AnswerStore } from './answer-store.ts';
import { type Clean, type FindSimilar, MOST_ANONYMOUS_A_DAY, MOST_NAMED_A_DAY, type NewFlag, newFlag } from './flag.ts';
import { FLAGS_A_PAGE, type FlagStore } from './flag-store.ts';
import type { MeTooStore } from './me-too-store.ts';
import { STAGES } from './report.ts';
import type { ReportListStore } from './report-list-store.ts';
import type { ReportStore } from './report-store.ts';

interface Deps {
  flags: FlagStore;
  anonymousFlags: AnonymousFlagStore;
  meToos: MeTooStore;
  answers: AnswerStore;
  reports: ReportStore;
  lists: ReportListStore;
  similar: FindSimilar;
  clean: Clean;
  now: () => Date;
}

const MOST_SIMILAR = 3;

export function flagRoutes({ flags, anonymousFlags, meToos, answers, reports, lists, similar, clean, now }: Deps) {
  const router = Router();
  router.use('/flags', onlyForCsrs);

  router.get('/flags', async (req, res) => {
    const { id } = res.locals.person;
    const [mine, said] = [await flags.listMine(id, idFrom(req.query.before) || undefined), await meToos.listMine(id)];
    const fixes = await answers.fixesOf([...mine, ...said].flatMap(({ themeId }) => themeId ?? []));
    page(res, 'flags/index', {
      title: 'My flags',
      flags: mine.slice(0, FLAGS_A_PAGE).map((flag) => ({ ...flag, answer: answerTo(flag, fixes.get(flag.themeId ?? 0) ?? []) })),
      meToos: said.map((meToo) => ({ ...meToo, answer: answerTo(inTheme(meToo), fixes.get(meToo.themeId) ?? []) })),
      older: mine.length > FLAGS_A_PAGE ? `/flags?before=${mine[FLAGS_A_PAGE - 1]!.id}` : '',
      isFirst: !req.query.before,
      styles: ['flags'],
      scripts: ['flag'],
    });
  });

  router.get('/flags/new', (_req, res) => showForm(res, { values: keptKeys({}), errors: {} }));

  router.post('/flags', async (req, res) => {
    const form = readForm(newFlag, req.body);
    if (!form.ok) return showForm(res.status(422), { ...form, values: { ...form.values, ...keptKeys(form.values) } });
    if (form.value.queueId && !(await isQueue(form.value.queueId)))
      return showForm(res.status(422), { values: req.body, errors: { queueId: 'Choose one of the queues shown' } });

    const flag = await cleaned(form.value);
    if (flag.anonymous) return sendAnonymously(res, flag, sessionToken(req) ?? '', form.value);
    const sent = await flags.addNamed(flag, res.locals.person.id, now());
    if (!sent) return showForm(res.status(429), { values: typed(form.value), errors: { summary: TOO_MANY_NAMED } });
    flash(res, 'good', 'Thank you. Your flag is in; this page shows what becomes of it.');
    const more = !flag.compared && (await similarTo(flag.summary, flag.queueId)).length > 0;
    res.redirect(303, more ? `/flags/${sent.id}/similar` : '/flags');
  });

  router.post('/flags/similar', async (req, res) => {
    const text = typeof req.body?.summary === 'string' ? req.body.summary : '';
    res.render('flags/similar-list', { themes: await similarTo(text, idFrom(req.body?.queueId)) });
  });

  router.get('/flags/:id/similar', async (req, res) => {
    const flag = await reports.findReport(idFrom(req.params.id));
    if (!flag || flag.reporterId !== res.locals.person.id) throw notFound();
    const themes = await similarTo(flag.summary, flag.queueId);
    page(res, 'flags/similar', { title: 'Is it one of these?', flag, themes, styles: ['flags'] });
  });

  return router;

  async function showForm(res: Response, form: object) {
    const queues = await lists.listQueues();
    page(res, 'flags/new', {
      title: 'Flag a pain point',
      stages: STAGES,
      queues: queues.map(({ id, name }) => ({ value: id, words: name })),
      mostAnonymous: MOST_ANONYMOUS_A_DAY,
      styles: ['flags'],
      scripts: ['flag'],
      ...form,
    });
  }

  async function sendAnonymously(res: Response, flag: NewFlag, token: string, form: NewFlag) {
    const session = { id: res.locals.sessionId, personId: res.locals.person.id, token };
    const sent = await anonymousFlags.add(flag, session, now());
    if ('refused' in sent)
      return showForm(res.status(429), { values: typed(form), errors: { anonymous: REFUSED[sent.refused] } });
    res.redirect(303, `/flags/receipts/${sent.receipt}?new=yes`);
  }

  async function cleaned(flag: NewFlag): Promise<NewFlag> {
    return { ...flag, summary: await clean(flag.summary), tool: flag.tool && (await clean(flag.tool)) };
  }

  /** Read in the language of the queue, where one is chosen. */
  async function similarTo(text: string, queueId: number | null) {
    const typed = text.slice(0, 500).replaceAll('\u0000', ' ').toWellFormed().trim();
    if (typed.length < 3) return [];
    const queue = queueId ? (await lists.listQueues()).find(({ id }) => id === queueId) : undefined;
    const themes = await similar({ text: typed, ...(queue ? { language: queue.language } : {}) });
    const praised = new Set(await lists.listPraised(themes.map(({ id }) => id)));
    return themes.filter(({ id }) => !praised.has(id)).slice(0, MOST_SIMILAR);
  }

  async function isQueue(id: number) {
    return (await lists.listQueues()).some((queue) => queue.id === id);
  }
}

/** Readers who do not flag see what was flagged; sending is for those who take the calls. */
const onlyForCsrs: RequestHandler = (req, res, next) => {
  if (may.flag(res.locals.person) || req.path.startsWith('/receipts')) return next();
  if (req.method === 'GET' && req.path === '/') return res.redirect(303, '/reports?source=csr');
  next(
    new Refusal(
      403,
      'Flags come from the people who take the calls',
      'Sign up for a shift and report what you meet there, or ask a CSR to flag it.',
    ),
  );
};

const TOO_MANY_NAMED = `You have sent ${MOST_NAMED_A_DAY} flags today. Say “me too” on a theme, or send this one tomorrow`;
const REFUSED = {
  'too many flags': `Without your name you may send ${MOST_ANONYMOUS_A_DAY} flags a day. Send this one with your name, or tomorrow`,
  'too many sessions': 'You have signed in too often today to send without your name. Send this one with your name, or tomorrow',
};

const typed = (flag: NewFlag) => ({ ...flag, anonymous: flag.anonymous ? 'yes' : '', compared: flag.compared ? 'yes' : '' });

/** The form's two keys as they came, so that sending again is the same flag; new ones where there were none. */
const keptKeys = ({ clientKey, receiptKey }: Record<string, unknown>) => ({
  clientKey: newFlag.shape.clientKey.safeParse(clientKey).success ? clientKey : randomUUID(),
  receiptKey: newFlag.shape.receiptKey.safeParse(receiptKey).success ? receiptKey : randomUUID(),
});

const inTheme = (meToo: { themeId: number; themeName: string; saidAt: string }) => ({
  ...meToo,
  filedAt: meToo.saidAt,
  setAsideAt: null,
  withdrawnAt: null,
});

import { randomUUID } from 'node:crypto';
import { type RequestHandler, type Response, Router } from 'express';
import { may } from '../people/person.ts';
import { Refusal } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { type Errors, idFrom, readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import { sessionToken } from '../web/session.ts';
import type { AnonymousFlagStore } from './anonymous-flag-store.ts';
import { answerTo } from './answer.ts';
import type { AnswerStore } from './answer-store.ts';
import { type Clean, MOST_ANONYMOUS_A_DAY, MOST_NAMED_A_DAY, type NewFlag, newFlag } from './flag.ts';
import { FLAGS_A_PAGE, type FlagStore } from './flag-store.ts';
import { chosenTheme, type Join, type Joins } from './joining.ts';
import type { MeTooStore } from './me-too-store.ts';
import { STAGES } from './report.ts';
import type { ReportListStore } from './report-list-store.ts';
import type { Added } from './report-store.ts';
import { type FindSimilar, wordingOf } from './wording.ts';

interface Deps {
  flags: FlagStore;
  anonymousFlags: AnonymousFlagStore;
  meToos: MeTooStore;
  answers: AnswerStore;
  lists: ReportListStore;
  joins: Joins;
  similar: FindSimilar;
  clean: Clean;
  now: () => Date;
}

export function flagRoutes({ flags, anonymousFlags, meToos, answers, lists, joins, similar, clean, now }: Deps) {
  const router = Router();

  router.get('/flags', async (req, res) => {
    const { id } = res.locals.person;
    const [mine, said] = [await flags.listMine(id, idFrom(req.query.before) || undefined), await meToos.listMine(id)];
    const fixes = await answers.fixesOf([...mine, ...said].flatMap(({ themeId }) => themeId ?? []));
    const joined = await joins.listJoined(mine.map(({ id }) => id));
    page(res, 'flags/index', {
      title: 'My flags',
      flags: mine.slice(0, FLAGS_A_PAGE).map((flag) => ({
        ...flag,
        joined: joined.has(flag.id),
        answer: answerTo(flag, fixes.get(flag.themeId ?? 0) ?? []),
      })),
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

    const { themeId, ...flag } = await cleaned(form.value);
    const join = await joins.prepare(themeId, wordingOf(flag));
    if (flag.anonymous) return sendAnonymously(res, flag, sessionToken(req) ?? '', form.value, join);
    const sent = await flags.addNamed(flag, res.locals.person.id, now(), join);
    if (!sent) return showForm(res.status(429), { values: typed(form.value), errors: { summary: TOO_MANY_NAMED } });
    await thank(res, flag, sent, sent.added && join !== undefined && !sent.joined);
  });

  return router;

  /** Asks which theme it is where nobody could be asked before, or where the one that was chosen is gone. */
  async function thank(res: Response, flag: Omit<NewFlag, 'themeId'>, sent: Added, gone: boolean) {
    const asks = !sent.joined && (gone || !flag.compared) && (await similar(wordingOf(flag))).length > 0;
    const words = gone ? CHOICE_GONE : sent.joined ? SENT_JOINED : asks ? SENT : SENT_ALONE;
    flash(res, gone ? 'information' : 'good', words);
    res.redirect(303, asks ? `/reports/${sent.id}/similar?next=/flags` : '/flags');
  }

  async function showForm(res: Response, form: { values: Record<string, unknown>; errors: Errors }) {
    const queues = await lists.listQueues();
    const themeId = chosenTheme.parse(form.values.themeId);
    page(res, 'flags/new', {
      title: 'Flag a pain point',
      chosen: themeId === null ? undefined : await joins.findTheme(themeId),
      stages: STAGES,
      queues: queues.map(({ id, name }) => ({ value: id, words: name })),
      mostAnonymous: MOST_ANONYMOUS_A_DAY,
      styles: ['flags'],
      scripts: ['flag'],
      ...form,
    });
  }

  async function sendAnonymously(
    res: Response,
    flag: Omit<NewFlag, 'themeId'>,
    token: string,
    form: NewFlag,
    join: Join | undefined,
  ) {
    const session = { id: res.locals.sessionId, personId: res.locals.person.id, token };
    const sent = await anonymousFlags.add(flag, session, now(), join);
    if ('refused' in sent)
      return showForm(res.status(429), { values: typed(form), errors: { anonymous: REFUSED[sent.refused] } });
    res.redirect(303, `/flags/receipts/${sent.receipt}?new=yes`);
  }

  async function cleaned(flag: NewFlag): Promise<NewFlag> {
    return { ...flag, summary: await clean(flag.summary), tool: flag.tool && (await clean(flag.tool)) };
  }

  async function isQueue(id: number) {
    return (await lists.listQueues()).some((queue) => queue.id === id);
  }
}

/** Readers who do not flag see what was flagged; sending is for those who take the calls. */
export const onlyForCsrs: RequestHandler = (req, res, next) => {
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

const SENT = 'Thank you. Your flag is in.';
const SENT_ALONE = `${SENT} This page shows what becomes of it.`;
const SENT_JOINED = `${SENT} It counts in the theme you chose; this page shows what becomes of it.`;
const CHOICE_GONE = 'Your flag is in. The theme you chose is not there any more, so a program owner sorts it.';

const TOO_MANY_NAMED = `You have sent ${MOST_NAMED_A_DAY} flags today. Say “me too” on a theme, or send this one tomorrow`;
const REFUSED = {
  'too many flags': `Without your name you may send ${MOST_ANONYMOUS_A_DAY} flags a day. Send this one with your name, or tomorrow`,
  'too many sessions': 'You have signed in too often today to send without your name. Send this one with your name, or tomorrow',
};

const typed = (flag: NewFlag): Record<string, unknown> => ({
  ...flag,
  anonymous: flag.anonymous ? 'yes' : '',
  compared: flag.compared ? 'yes' : '',
});

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

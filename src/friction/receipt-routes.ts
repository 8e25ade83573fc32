import { Router } from 'express';
import { hashed } from '../people/token.ts';
import { notFound } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom } from '../web/form.ts';
import { page } from '../web/page.ts';
import type { AnonymousFlagStore } from './anonymous-flag-store.ts';
import { type Answer, answerTo, type FixStep } from './answer.ts';
import type { AnswerStore } from './answer-store.ts';
import { cutToDay } from './flag.ts';
import type { Joins } from './joining.ts';
import { movedSince, UNDONE, wordsFor } from './joining-routes.ts';
import type { ReportRow } from './report-rows.ts';
import { type FindSimilar, wordingOf } from './wording.ts';

interface Deps {
  anonymousFlags: AnonymousFlagStore;
  answers: AnswerStore;
  joins: Joins;
  similar: FindSimilar;
  now: () => Date;
}

const MOST_RECEIPTS = 50;
const RECEIPT = /^[\w-]{43}$/;

/** What became of anonymous flags, for whoever holds their receipts. A receipt travels in a path or a body, never in a query. */
export function receiptRoutes({ anonymousFlags, answers, joins, similar, now }: Deps) {
  const router = Router();

  router.post('/flags/receipts/status', async (req, res) => {
    const receipts = readReceipts(req.body);
    const byHash = new Map(receipts.map((receipt) => [hashed(receipt), receipt]));
    const flags = await anonymousFlags.listByReceipts(receipts);
    const fixes = await answers.fixesOf(flags.flatMap(({ themeId }) => themeId ?? []));
    res.render('flags/receipt-list', {
      format: res.locals.format,
      flags: flags.map((flag) => ({
        ...flag,
        receipt: byHash.get(flag.receiptHash ?? ''),
        answer: answerOf(flag, fixes),
      })),
    });
  });

  router.get('/flags/receipts/:receipt', async (req, res) => {
    const flag = await flagOf(req.params.receipt);
    const fixes = await answers.fixesOf(flag.themeId ? [flag.themeId] : []);
    page(res, 'flags/receipt', {
      title: 'Your anonymous flag',
      receipt: req.params.receipt,
      flag,
      answer: answerOf(flag, fixes),
      joined: (await joins.listJoined([flag.id])).has(flag.id),
      themes: isWaiting(flag) ? await similar(wordingOf(flag)) : [],
      isNew: req.query.new === 'yes',
      styles: ['flags'],
      scripts: ['flag'],
    });
  });

  router.post('/flags/receipts/:receipt/withdrawal', async (req, res) => {
    await flagOf(req.params.receipt);
    await anonymousFlags.withdraw(req.params.receipt, now());
    flash(res, 'good', 'Taken back: the flag counts nowhere any more.');
    res.redirect(303, `/flags/receipts/${req.params.receipt}`);
  });

  router.post('/flags/receipts/:receipt/restoration', async (req, res) => {
    await flagOf(req.params.receipt);
    await anonymousFlags.restore(req.params.receipt);
    flash(res, 'good', 'The flag counts again.');
    res.redirect(303, `/flags/receipts/${req.params.receipt}`);
  });

  router.post('/flags/receipts/:receipt/joining', async (req, res) => {
    const flag = await flagOf(req.params.receipt);
    const choice = { reportId: flag.id, themeId: idFrom(req.body?.themeId), wording: wordingOf(flag) };
    flash(res, 'good', wordsFor(await joins.join(choice, null, now())));
    res.redirect(303, `/flags/receipts/${req.params.receipt}`);
  });

  router.post('/flags/receipts/:receipt/joining/undoing', async (req, res) => {
    const { id } = await flagOf(req.params.receipt);
    if ((await joins.undo(id, null, now())) === 'moved since') throw movedSince();
    flash(res, 'good', UNDONE);
    res.redirect(303, `/flags/receipts/${req.params.receipt}`);
  });

  return router;

  async function flagOf(receipt: string) {
    const flag = RECEIPT.test(receipt) ? await anonymousFlags.findByReceipt(receipt) : undefined;
    if (!flag) throw notFound();
    return flag;
  }
}

const isWaiting = ({ themeId, setAsideAt, withdrawnAt }: ReportRow) =>
  themeId === null && setAsideAt === null && withdrawnAt === null;

/** What an anonymous flag knows of when it was taken back, or joined a theme, is the day: too little to say how long ago. */
function answerOf(flag: ReportRow, fixes: ReadonlyMap<number, FixStep[]>): Answer {
  const answer = answerTo(flag, fixes.get(flag.themeId ?? 0) ?? []);
  const onlyDay = answer.at !== null && answer.at === cutToDay(new Date(answer.at));
  return onlyDay ? { ...answer, at: null } : answer;
}

function readReceipts(body: unknown): string[] {
  const given = (body as { receipts?: unknown } | undefined)?.receipts;
  const list = Array.isArray(given) ? given : [given];
  return list.filter((item): item is string => typeof item === 'string' && RECEIPT.test(item)).slice(0, MOST_RECEIPTS);
}

import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import type { Joins } from '../friction/joining.ts';
import { MILES } from '../friction/report.ts';
import { may } from '../people/person.ts';
import { OUTCOMES } from '../shifts/call.ts';
import { OBSERVED_MODES } from '../shifts/shift.ts';
import { notFound, Refusal } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { type Errors, idFrom } from '../web/form.ts';
import { page } from '../web/page.ts';
import { boardOf, stateOf } from './board.ts';
import type { Call } from './call-store.ts';
import { OUTCOME_WORDS } from './calls.ts';
import type { ConsoleStore } from './console-store.ts';
import { enter, type SeatedShift, sat } from './opening.ts';
import { SEVERITY_WORDS } from './report-form.ts';

export interface Asked {
  /** The call that is being described, when it is not the one that runs or ran last. */
  callId?: number;
  sheet?: { kind: string; values: Record<string, unknown>; errors: Errors };
  description?: { values: Record<string, unknown>; errors: Errors };
}

interface Deps {
  consoles: ConsoleStore;
  joins: Pick<Joins, 'listJoined'>;
  now: () => Date;
}

export type ConsoleDesk = ReturnType<typeof consoleDesk>;

const MOST_CHIPS = 8;

/** The page itself: one leader's console of one shift. */
export function consoleRoutes({ desk }: { desk: ConsoleDesk }) {
  const router = Router();

  router.get('/shifts/:id/console', async (req, res) => {
    const shift = await desk.getShift(req.params.id, res);
    if (shift.state === null && may.planShifts(res.locals.person)) return res.redirect(303, `/calls?shift=${shift.id}`);
    await desk.admit(shift, res);
    await desk.show(res, shift, { turn: idFrom(req.query.question), callId: idFrom(req.query.call) });
  });

  return router;
}

/** What every route of the console shares: finding the shift, letting people in, showing the page. */
export function consoleDesk({ consoles, joins, now }: Deps) {
  return { getShift, admit, show };

  async function getShift(id: unknown, res: Response): Promise<SeatedShift> {
    const shift = await consoles.findShift(idFrom(id), res.locals.person.id);
    if (!shift) throw notFound();
    return shift;
  }

  async function admit(shift: SeatedShift, res: Response, forSending = false) {
    const entry = enter(shift, now(), { forSending });
    if (entry.open) return;
    if (!sat(shift) && (await consoles.isBuddy(shift.id, res.locals.person.id)))
      throw new Refusal(
        403,
        'The console belongs to the leader beside you',
        'What you see yourself is a flag: press Flag at the top.',
      );
    throw new Refusal(entry.status, entry.words, entry.next);
  }

  async function show(res: Response, shift: SeatedShift, { turn = 0, ...asked }: Asked & { turn?: number }) {
    const { person } = res.locals;
    const pause = await consoles.findPause(shift.id);
    const reports = await consoles.listReports(shift.id, person.id);
    const joined = await joins.listJoined(reports.map(({ id }) => id));
    const board = boardOf(
      await consoles.listCalls(shift.id, person.id),
      reports.map((report) => ({ ...report, joined: joined.has(report.id) })),
    );
    const reasons = await consoles.recentReasons(shift.queueId, shift.startsAt, MOST_CHIPS);
    page(res, 'console/show', {
      title: shift.queue,
      shift,
      board,
      pause,
      turn,
      asked,
      describing: board.calls.find(({ id }) => id === asked.callId) ?? board.running ?? board.last,
      practice: !OBSERVED_MODES.includes(shift.mode),
      over: shift.endsAt <= now().toISOString(),
      buddies: await consoles.listBuddies(shift.id),
      reasons: withItsOwn(reasons, board.calls),
      tools: await consoles.recentTools(shift.queueId, MOST_CHIPS),
      ...CHIPS,
      state: stateOf(board, pause, now()),
      seconds: board.running ? (now().getTime() - Date.parse(board.running.startedAt)) / 1000 : 0,
      newKey: randomUUID(),
      styles: ['console', 'console-calls', 'console-sheet'],
      scripts: ['console'],
    });
  }
}

const CHIPS = {
  outcomes: OUTCOMES.map((value) => ({ value, words: OUTCOME_WORDS[value] })),
  severities: SEVERITY_WORDS.map((words, index) => ({ value: index + 1, words })),
  miles: Object.entries(MILES),
};

/** A chip stays where it is while the shift runs: reasons from before it first, then its own in the order they came up. */
const withItsOwn = (reasons: readonly string[], newestFirst: readonly { reason: string | null }[]) => [
  ...new Set([...reasons, ...newestFirst.toReversed().flatMap(({ reason }) => reason ?? [])]),
];

export const wantsJson = (req: Request) => req.accepts(['html', 'json']) === 'json';

/** A form goes back to the console with a sentence; the script of the page gets what is now so. */
export function answer(
  req: Request,
  res: Response,
  shiftId: number,
  { json, words }: { json: object; words: string },
  now: Date,
) {
  if (wantsJson(req)) return res.json({ ...json, asOf: now.toISOString() });
  if (words) flash(res, 'good', words);
  res.redirect(303, `/shifts/${shiftId}/console`);
}

export const jsonCall = (call: Call) => ({ call: { id: call.id, key: call.clientKey } });

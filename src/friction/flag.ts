import { z } from 'zod';
import { line, maybeRowId, maybeWholeNumber } from '../web/form.ts';
import { chosenTheme } from './joining.ts';
import { clientKey, secondsLost, stage, tool } from './report.ts';

/** Flags with a name, a person and day. */
export const MOST_NAMED_A_DAY = 50;
/** Flags without a name, a session and day, for the first few sessions that a person has alive that day. */
export const MOST_ANONYMOUS_A_DAY = 5;
export const SESSIONS_WITH_ALLOWANCE = 4;

const timesPerWeek = maybeWholeNumber('Write how many times in a week, from 0 to 2,000', 0, 2_000).optional().default(null);
const queueId = maybeRowId('Choose one of the queues shown').optional().default(null);
const yes = z.preprocess((value) => value === 'yes', z.boolean());

/** A CSR's pain point. One sentence is enough: everything else is asked, not demanded. */
export const newFlag = z.object({
  summary: line('Say in one sentence what gets in the way', 500),
  timesPerWeek,
  secondsLost: secondsLost.optional().default(null),
  stage: stage.optional().default(null),
  tool,
  queueId,
  /** The theme that its writer says it belongs in. */
  themeId: chosenTheme,
  anonymous: yes,
  /** The browser has already shown similar themes while this was typed. */
  compared: yes,
  /** Of a flag with a name; one without never stores it, nor anything made of it. */
  clientKey,
  /** Of a flag without a name, which its receipt is made of; a flag with a name never stores it. Two keys, so that nothing links the two kinds. */
  receiptKey: clientKey,
});

export type NewFlag = z.output<typeof newFlag>;

/** "This happens to me too": one's own seconds and frequency, where one knows them. */
export const newMeToo = z.object({ timesPerWeek, secondsLost: secondsLost.optional().default(null), queueId, anonymous: yes });

export type NewMeToo = z.output<typeof newMeToo>;

/** Cleans a text of card numbers, phones and addresses before it is stored. */
export type Clean = (text: string) => string | Promise<string>;

/** 2026-03-02: the UTC day of a moment. */
export const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

/** The start of a moment's UTC day: all that an anonymous flag may say about when it was sent. */
export const cutToDay = (now: Date): string => `${dayOf(now)}T00:00:00.000Z`;

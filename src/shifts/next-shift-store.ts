import type { RequestHandler } from 'express';
import type { Db } from '../database/open.ts';
import { may } from '../people/person.ts';

export type NextShiftStore = ReturnType<typeof nextShiftStore>;

export const nextShiftStore = (db: Db) => {
  /** The soonest shift that is not over, in which this person has a seat. */
  const findNext = (personId: number, now: Date) =>
    db
      .selectFrom('signUps')
      .innerJoin('shifts', 'shifts.id', 'signUps.shiftId')
      .where('signUps.personId', '=', personId)
      .where('signUps.state', '=', 'confirmed')
      .where('shifts.endsAt', '>', now.toISOString())
      .where('shifts.cancelledAt', 'is', null)
      .select(['shifts.id', 'shifts.startsAt'])
      .orderBy('shifts.startsAt')
      .limit(1)
      .executeTakeFirst();

  /** Lets the bar on top of a leader's pages lead there; a CSR's leads to the flag form. Asked only where a page is made. */
  const intoPages =
    (now: () => Date): RequestHandler =>
    (_req, res, next) => {
      const { person } = res.locals;
      if (person && may.signUp(person) && !may.flag(person))
        res.locals.findNextShift = async () => {
          const shift = await findNext(person.id, now());
          return shift && { ...shift, running: shift.startsAt <= now().toISOString() };
        };
      next();
    };

  return { findNext, intoPages };
};

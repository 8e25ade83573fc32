import type { Db } from '../database/open.ts';
import { FIRST_ADDRESS } from '../people/person.ts';
import { HOLDERS } from '../shifts/seating.ts';
import { OBSERVED_MODES } from '../shifts/shift.ts';
import type { Begun } from './start.ts';

export type HomeStore = ReturnType<typeof homeStore>;

const VISITS_SHOWN = 6;

/** What several homes share. Every function is one query. */
export const homeStore = (db: Db) => ({
  async begun(): Promise<Begun> {
    const { settings, people, queues, shifts } = await db
      .selectNoFrom((e) => [
        e
          .selectFrom('settings')
          .select((s) => s.fn.countAll<number>().as('count'))
          .as('settings'),
        e
          .selectFrom('people')
          .where('email', '!=', FIRST_ADDRESS)
          .select((p) => p.fn.countAll<number>().as('count'))
          .as('people'),
        e
          .selectFrom('queues')
          .select((q) => q.fn.countAll<number>().as('count'))
          .as('queues'),
        e
          .selectFrom('shifts')
          .select((s) => s.fn.countAll<number>().as('count'))
          .as('shifts'),
      ])
      .executeTakeFirstOrThrow();
    return {
      settings: Number(settings) > 0,
      people: Number(people) > 1,
      queues: Number(queues) > 0,
      shifts: Number(shifts) > 0,
    };
  },

  /** The loop in five counts: calls that leaders heard, reports, the themes that hold one, fixes that ever shipped, those verified since. */
  loop: () =>
    db
      .selectNoFrom((e) => [
        e
          .selectFrom('calls')
          .innerJoin('shifts', 'shifts.id', 'calls.shiftId')
          .where('shifts.mode', 'in', OBSERVED_MODES)
          .where('calls.endedAt', 'is not', null)
          .where('calls.withdrawnAt', 'is', null)
          .select((c) => c.fn.countAll<number>().as('count'))
          .as('calls'),
        e
          .selectFrom('reports')
          .where('withdrawnAt', 'is', null)
          .select((r) => r.fn.countAll<number>().as('count'))
          .as('reports'),
        e
          .selectFrom('reports')
          .innerJoin('themes as filed', 'filed.id', 'reports.themeId')
          .where('reports.kind', '=', 'friction')
          .where('reports.withdrawnAt', 'is', null)
          .select((r) => r.fn.count<number>('filed.rootId').distinct().as('count'))
          .as('themes'),
        e
          .selectFrom('fixSteps')
          .where('toState', '=', 'shipped')
          .select((s) => s.fn.count<number>('fixId').distinct().as('count'))
          .as('shipped'),
        e
          .selectFrom('fixes')
          .where('state', '=', 'verified')
          .select((f) => f.fn.countAll<number>().as('count'))
          .as('verified'),
      ])
      .executeTakeFirstOrThrow(),

  /** Leaders who hold a seat in these shifts. */
  seatedIn: (shiftIds: readonly number[]) =>
    shiftIds.length === 0
      ? []
      : db
          .selectFrom('signUps')
          .innerJoin('people', 'people.id', 'signUps.personId')
          .where('shiftId', 'in', shiftIds.slice(0, VISITS_SHOWN))
          .where('state', 'in', HOLDERS)
          .select(['shiftId', 'people.name'])
          .orderBy('people.name')
          .execute(),

  /** Whom to ask for a role. */
  administrators: () =>
    db
      .selectFrom('roles')
      .innerJoin('people', 'people.id', 'roles.personId')
      .where('role', '=', 'administrator')
      .where('deactivatedAt', 'is', null)
      .select(['people.id', 'name', 'email'])
      .orderBy('name')
      .limit(3)
      .execute(),

  keeping: () =>
    db
      .selectNoFrom((e) => [
        e
          .selectFrom('people')
          .where('deactivatedAt', 'is', null)
          .select((p) => p.fn.countAll<number>().as('count'))
          .as('people'),
        e
          .selectFrom('people')
          .where('deactivatedAt', 'is', null)
          .where('id', 'not in', (p) => p.selectFrom('roles').select('personId'))
          .select((p) => p.fn.countAll<number>().as('count'))
          .as('withoutRole'),
        e
          .selectFrom('notices')
          .where('givenUpAt', 'is not', null)
          .where('sentAt', 'is', null)
          .select((n) => n.fn.countAll<number>().as('count'))
          .as('givenUp'),
        e
          .selectFrom('notices')
          .where('sentAt', 'is', null)
          .where('givenUpAt', 'is', null)
          .select((n) => n.fn.countAll<number>().as('count'))
          .as('waiting'),
      ])
      .executeTakeFirstOrThrow(),
});

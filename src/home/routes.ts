import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { Temporal } from 'temporal-polyfill';
import type { EvidenceStore } from '../backlog/evidence-store.ts';
import type { ReturnStore } from '../backlog/return-store.ts';
import type { AnswerStore } from '../friction/answer-store.ts';
import { may, type Person } from '../people/person.ts';
import type { FindNeeds } from '../shifts/list.ts';
import type { ListStore } from '../shifts/list-store.ts';
import { page } from '../web/page.ts';
import { decideSection } from './decide-section.ts';
import { flagSection } from './flag-section.ts';
import { withDays, withQuotes } from './parts-section.ts';
import type { SaidStore } from './said-store.ts';
import { nextShift, seatSection } from './seat-section.ts';
import { greetingFor, leadFor, type Section, sectionsFor } from './sections.ts';
import { stepsToStart } from './start.ts';
import type { HomeStore } from './store.ts';
import type { WorkStore } from './work-store.ts';

export interface HomeDeps {
  home: HomeStore;
  said: SaidStore;
  work: WorkStore;
  shifts: ListStore;
  needFor: FindNeeds;
  evidence: Pick<EvidenceStore, 'costsOf'>;
  returns: Pick<ReturnStore, 'list'>;
  answers: Pick<AnswerStore, 'fixesOf'>;
  countProposals: () => Promise<number>;
  now: () => Date;
}

/** What a person comes for, first. The number of queries depends on their roles alone. */
export function homeRoutes({ now, ...stores }: HomeDeps) {
  const router = Router();

  router.get('/', async (_req, res) => {
    const reader = await read(res.locals.person);
    const start = await startFor(reader.person);
    const loop = await stores.home.loop();
    const isNew = start.length > 0 && Number(loop.reports) === 0;
    const sections = sectionsFor(reader.person, reader).filter((section) => !isNew || section !== 'decide');
    const flags = sections.includes('flag') ? { styles: ['home', 'flags'], scripts: ['flag'] } : { styles: ['home'] };
    page(res, 'home/show', {
      ...{ title: 'Home', greeting: greetingFor(reader.person), lead: leadFor(reader.person), ...flags },
      ...{ sections, next: reader.next, start, loop: isNew ? undefined : loop },
      ...(await gather(sections, reader)),
    });
  });

  return router;

  /** What decides about the order of the page. */
  async function read(person: Person) {
    const today = dayIn(person.timeZone, now());
    const bindings = may.signUp(person) || may.host(person) ? await stores.shifts.listBindings(person.id, now()) : [];
    const next = may.signUp(person) ? await nextShift(stores, person, bindings, now()) : undefined;
    const parts = withDays(await stores.work.partsOf(person.id), today);
    const shiftWithinADay = Boolean(next && !next.inLine && next.soon);
    return { person, today, bindings, next, parts, shiftWithinADay, latePart: parts.some(({ days }) => days < 0) };
  }

  async function gather(sections: readonly Section[], { person, today, bindings, parts }: Awaited<ReturnType<typeof read>>) {
    const has = (section: Section) => sections.includes(section);
    const flag = has('flag') ? await flagSection(stores, person, bindings, now()) : undefined;
    return {
      seat: has('seat') ? await seatSection(stores, person, bindings, now()) : undefined,
      flag: flag && { ...flag, values: { clientKey: randomUUID(), receiptKey: randomUUID() } },
      decide: has('decide') ? await decideSection(stores, person, today, now()) : undefined,
      parts: has('parts') ? await withQuotes(stores.work, parts, today) : [],
      keep: has('keep') ? await stores.home.keeping() : undefined,
      ask: has('nobody') ? await stores.home.administrators() : [],
    };
  }

  async function startFor(person: Person) {
    return may.managePeople(person) || may.planShifts(person) ? stepsToStart(person, await stores.home.begun()) : [];
  }
}

const dayIn = (zone: string, now: Date) =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();

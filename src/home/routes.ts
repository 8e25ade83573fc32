import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { Temporal } from 'temporal-polyfill';
import type { EvidenceStore } from '../backlog/evidence-store.ts';
import type { AnswerStore } from '../friction/answer-store.ts';
import { may, type Person } from '../people/person.ts';
import type { ListStore } from '../shifts/list-store.ts';
import { page } from '../web/page.ts';
import { decideSection } from './decide-section.ts';
import { flagSection } from './flag-section.ts';
import { withDays, withQuotes } from './parts-section.ts';
import type { SaidStore } from './said-store.ts';
import { nextShift, seatSection } from './seat-section.ts';
import { calledBy, leadFor, type Section, sectionsFor } from './sections.ts';
import { stepsToStart } from './start.ts';
import type { HomeStore } from './store.ts';
import type { WorkStore } from './work-store.ts';

export interface HomeDeps {
  home: HomeStore;
  said: SaidStore;
  work: WorkStore;
  shifts: ListStore;
  evidence: Pick<EvidenceStore, 'costsOf'>;
  answers: Pick<AnswerStore, 'fixesOf'>;
  now: () => Date;
}

/** What a person comes for, first. The number of queries depends on their roles alone. */
export function homeRoutes({ now, ...stores }: HomeDeps) {
  const router = Router();

  router.get('/', async (_req, res) => {
    const person: Person = res.locals.person;
    const today = dayIn(person.timeZone, now());
    const next = may.signUp(person) ? await nextShift(stores, person, now()) : undefined;
    const parts = withDays(await stores.work.partsOf(person.id), today);
    const late = parts.some(({ days }) => days < 0);
    const soon = Boolean(next && !next.inLine && (next.running || next.soon));
    const sections = sectionsFor(person, { shiftWithinADay: soon, parts: parts.length > 0, latePart: late });
    const start = needsStart(person) ? stepsToStart(person, await stores.home.begun()) : [];
    const said = await gather(sections, person, parts, today);
    const flags = sections.includes('flag') ? { styles: ['home', 'flags'], scripts: ['flag'] } : { styles: ['home'] };
    const greeting = { called: calledBy(person.name), lead: leadFor(person) };
    page(res, 'home/show', {
      title: 'Home',
      ...greeting,
      ...flags,
      ...said,
      sections,
      start,
      next,
      loop: await stores.home.loop(),
    });
  });

  return router;

  async function gather(
    sections: readonly Section[],
    person: Person,
    parts: Awaited<ReturnType<WorkStore['partsOf']>>,
    today: string,
  ) {
    const has = (section: Section) => sections.includes(section);
    return {
      seat: has('seat') ? await seatSection(stores, person, now()) : undefined,
      flag: has('flag') ? { ...(await flagSection(stores, person, now())), clientKey: randomUUID() } : undefined,
      decide: has('decide') ? await decideSection(stores, person, today, now()) : undefined,
      parts: has('parts') ? await withQuotes(stores.work, parts, today) : [],
      keep: has('keep') ? await stores.home.keeping() : undefined,
      ask: has('nobody') ? await stores.home.administrators() : [],
    };
  }
}

const needsStart = (person: Person) => may.managePeople(person) || may.planShifts(person);

const dayIn = (zone: string, now: Date) =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();

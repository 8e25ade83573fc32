import type { Cost } from '../backlog/cost.ts';
import type { EvidenceStore } from '../backlog/evidence-store.ts';
import type { ReturnStore } from '../backlog/return-store.ts';
import type { Person } from '../people/person.ts';
import type { ListStore } from '../shifts/list-store.ts';
import { MODE_WORDS } from '../shifts/shift.ts';
import { everywhere } from './seat-section.ts';
import { needsCare } from './seats.ts';
import type { WorkStore } from './work-store.ts';

interface Stores {
  shifts: Pick<ListStore, 'listShifts'>;
  evidence: Pick<EvidenceStore, 'costsOf'>;
  returns: Pick<ReturnStore, 'list'>;
  work: WorkStore;
  /** How many proposals to merge or split themes wait. */
  countProposals: () => Promise<number>;
}

const MOST_COSTLY = 5;
const SHIFTS_SHOWN = 5;

/** An owner: what waits for them, what costs most, and which shifts need somebody. `today` is a day in the owner's zone. */
export async function decideSection(
  { shifts, evidence, returns, work, countProposals }: Stores,
  person: Person,
  today: string,
  now: Date,
) {
  const ahead = await shifts.listShifts({ ...everywhere(person), seesAll: true, view: 'all' }, now, 40);
  const care = needsCare(ahead, now).map((one) => ({ ...one, modeWords: MODE_WORDS[one.shift.mode] }));
  const themes = await work.busiestThemes();
  return {
    waiting: { ...(await work.decisions()), proposals: await countProposals() },
    comingBack: await returns.list(),
    late: await work.lateParts(today),
    costly: mostCostly(themes, await evidence.costsOf(themes.map(({ id }) => id))),
    themes: themes.length,
    shifts: care.slice(0, SHIFTS_SHOWN),
    emptySeats: care.reduce((sum, { free }) => sum + free, 0),
    withoutBuddy: care.filter(({ noBuddy }) => noBuddy).length,
    shiftsInCare: care.length,
  };
}

/** Highest first, in money where all count in one currency, else in hours. */
export function mostCostly<T extends { id: number }>(themes: readonly T[], costs: ReadonlyMap<number, Cost>) {
  const priced = themes.flatMap((theme) => {
    const cost = costs.get(theme.id);
    return cost ? [{ ...theme, cost }] : [];
  });
  const inMoney = new Set(priced.map(({ cost }) => cost.currency)).size === 1 && priced.every(({ cost }) => cost.moneyMinor);
  const worth = ({ cost }: { cost: Cost }) => (inMoney ? cost.moneyMinor! : cost.hours);
  return priced
    .toSorted((a, b) => worth(b).value - worth(a).value || a.id - b.id)
    .slice(0, MOST_COSTLY)
    .map((theme) => ({ ...theme, worth: worth(theme), currency: inMoney ? theme.cost.currency : undefined }));
}

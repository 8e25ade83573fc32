import type { ClosureChance } from './calendar.ts';
import type { SpecialSpan } from './special-spans.ts';

/**
 * How likely each day to come is closed: this holiday's own past with one occasion's weight of all holidays' past,
 * (k + K̂) / (n + 1) with K̂ = (K + 1) / (N + 2); a holiday that was always closed stays closed.
 */
export function closureChance(spans: SpecialSpan[], totals: Float64Array, slots: number): ClosureChance {
  const names = new Map<number, string>();
  for (const span of spans) if (span.kind === 'holiday') names.set(span.firstCell / slots, span.name);
  const past = [...names]
    .filter(([day]) => day < totals.length)
    .map(([day, name]) => ({ name, closed: Number.isNaN(totals[day]!) }));
  const overall = (past.filter((day) => day.closed).length + 1) / (past.length + 2);
  return (day) => {
    const same = past.filter(({ name }) => name === names.get(day));
    const closed = same.filter((other) => other.closed).length;
    if (!names.has(day)) return 0;
    return same.length > 0 && closed === same.length ? 1 : (closed + overall) / (same.length + 1);
  };
}

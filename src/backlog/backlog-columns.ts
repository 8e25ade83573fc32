import { minorDigits } from '../web/format.ts';
import type { BacklogRow } from './backlog.ts';

/** The columns of backlog.csv: hours and money with two decimals, money in whole units of the row's currency (euros, not cents). */
export const columnsIn = (unit: 'money' | 'hours') => ({
  rank: (row: BacklogRow) => row.rank,
  fix: (row: BacklogRow) => row.id,
  title: (row: BacklogRow) => row.title,
  state: (row: BacklogRow) => row.state,
  ranked_by: (row: BacklogRow) => row.grounds,
  hours_a_week: (row: BacklogRow) => twoDecimals(row.hours?.value),
  hours_a_week_low: (row: BacklogRow) => twoDecimals(row.hours?.low),
  hours_a_week_high: (row: BacklogRow) => twoDecimals(row.hours?.high),
  cost_a_week_in_currency: (row: BacklogRow) => inMajor(row, row.moneyMinor?.value),
  cost_a_week_in_currency_low: (row: BacklogRow) => inMajor(row, row.moneyMinor?.low),
  cost_a_week_in_currency_high: (row: BacklogRow) => inMajor(row, row.moneyMinor?.high),
  cost_a_week_in_currency_before_it_shipped: (row: BacklogRow) => inMajor(row.costBefore, row.costBefore?.moneyMinor?.value),
  currency: (row: BacklogRow) => row.currency ?? row.costBefore?.currency,
  rests_on: (row: BacklogRow) => (row.cost ? (row.cost.guessed ? 'CSRs say' : 'observed calls') : ''),
  effort_in_days: (row: BacklogRow) => row.effortDays,
  [unit === 'money' ? 'currency_per_day_of_effort' : 'hours_per_day_of_effort']: (row: BacklogRow) =>
    unit === 'money' ? inMajor(row, row.perDay) : twoDecimals(row.perDay),
  owner: (row: BacklogRow) => row.owner,
  departments: (row: BacklogRow) => row.departments.join('; '),
  themes: (row: BacklogRow) => row.themes.map((theme) => theme.name).join('; '),
  proposed_at: (row: BacklogRow) => row.proposedAt,
  shipped_at: (row: BacklogRow) => row.shippedAt,
  coming_back_reports: (row: BacklogRow) => row.comingBack?.reports,
  coming_back_since: (row: BacklogRow) => row.comingBack?.since,
});

const twoDecimals = (value: number | undefined) => value?.toFixed(2);

const inMajor = (row: { currency: string | undefined } | undefined, minor: number | undefined) =>
  row?.currency && minor !== undefined ? twoDecimals(minor / 10 ** minorDigits(row.currency)) : undefined;

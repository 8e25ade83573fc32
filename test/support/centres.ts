import { Temporal } from 'temporal-polyfill';
import type { Series } from '../../src/queue/forecast/series.ts';

/** How an imagined call centre behaves; every number that is left out is calm. */
export interface Centre {
  seed: number;
  firstDay?: string;
  days: number;
  slotMinutes: number;
  callsPerDay: number;
  /** Relative volume per weekday, Monday first; 0 is closed. */
  week: number[];
  /** Opening hours; a second pair is for Saturday and Sunday. */
  hours: [number, number][];
  growthPerWeek?: number;
  shift?: { day: number; factor: number };
  daySd?: number;
  dayMemory?: number;
  slotSd?: number;
  monthStart?: number;
  yearSwing?: number;
  outliers?: number;
  missing?: number;
  weekdayDrift?: number;
}

/** Calls of an imagined centre, the same for the same seed: Poisson counts around a rate with day and slot noise. */
export function callsOf(centre: Centre): Series {
  const random = mulberry(centre.seed);
  const slots = 1440 / centre.slotMinutes;
  const firstDay = Temporal.PlainDate.from(centre.firstDay ?? '2024-01-01');
  const calls = new Float64Array(centre.days * slots).fill(Number.NaN);
  let mood = 0;
  for (let day = 0; day < centre.days; day++) {
    const date = firstDay.add({ days: day });
    mood = nextMood(mood, centre, random);
    const volume = volumeOn(centre, day, date, mood, random);
    if (volume === 0 || random() < (centre.missing ?? 0)) continue;
    fillDay(calls, day * slots, slots, centre, date.dayOfWeek - 1, volume, random);
  }
  return { firstDay, days: centre.days, slots, slotMinutes: centre.slotMinutes, calls };
}

function nextMood(mood: number, { daySd = 0.05, dayMemory = 0.4 }: Centre, random: () => number) {
  return dayMemory * mood + daySd * Math.sqrt(1 - dayMemory ** 2) * normal(random);
}

function volumeOn(centre: Centre, day: number, date: Temporal.PlainDate, mood: number, random: () => number) {
  const weekday = date.dayOfWeek - 1;
  const growth = (1 + (centre.growthPerWeek ?? 0)) ** (day / 7);
  const shift = centre.shift && day >= centre.shift.day ? centre.shift.factor : 1;
  const month = 1 + (centre.monthStart ?? 0) * Math.exp(-((date.day - 1) ** 2) / 8);
  const year = 1 + (centre.yearSwing ?? 0) * Math.cos((2 * Math.PI * date.dayOfYear) / date.daysInYear);
  const drift = 1 + (weekday === 0 ? (centre.weekdayDrift ?? 0) * (day / centre.days) : 0);
  const outlier = random() < (centre.outliers ?? 0) ? (random() < 0.5 ? 0.4 : 2.5) : 1;
  return centre.callsPerDay * centre.week[weekday]! * growth * shift * month * year * drift * outlier * Math.exp(mood);
}

function fillDay(
  calls: Float64Array,
  from: number,
  slots: number,
  centre: Centre,
  weekday: number,
  volume: number,
  random: () => number,
) {
  const [open, close] = centre.hours[weekday >= 5 && centre.hours[1] ? 1 : 0]!;
  const shape = Array.from({ length: slots }, (_, slot) => rushAt(((slot + 0.5) * 24) / slots, open, close, weekday));
  const sum = shape.reduce((a, b) => a + b, 0);
  let swing = 0;
  for (let slot = 0; slot < slots; slot++) {
    swing = 0.8 * swing + 0.6 * (centre.slotSd ?? 0.03) * normal(random);
    calls[from + slot] = shape[slot] ? poisson((volume * shape[slot]! * Math.exp(swing)) / sum, random) : Number.NaN;
  }
}

/** Two humps, the morning's earlier in the week's first day. */
function rushAt(hour: number, open: number, close: number, weekday: number) {
  if (hour < open || hour >= close) return 0;
  const share = (hour - open) / (close - open);
  const morning = Math.exp(-0.5 * ((share - (weekday === 0 ? 0.22 : 0.3)) / 0.15) ** 2);
  return 0.15 + morning + 0.8 * Math.exp(-0.5 * ((share - 0.7) / 0.12) ** 2);
}

function poisson(mean: number, random: () => number) {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}

function normal(random: () => number) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Mulberry32 (Tommy Ettinger, public domain): a small seeded generator. */
export function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const OFFICE = [1.2, 1, 0.95, 0.9, 0.95, 0, 0];
const ALWAYS = [1.05, 1, 1, 1, 1, 0.85, 0.8];

/** A dozen unlike centres to judge a method on. */
export const CENTRES: Record<string, Centre> = {
  office: { seed: 1, days: 240, slotMinutes: 30, callsPerDay: 2000, week: OFFICE, hours: [[8, 18]] },
  hospital: { seed: 2, days: 240, slotMinutes: 30, callsPerDay: 300, week: ALWAYS, hours: [[0, 24]] },
  growing: {
    seed: 3,
    days: 240,
    slotMinutes: 30,
    callsPerDay: 1200,
    week: [1.1, 1, 1, 1, 1.1, 0.5, 0],
    hours: [
      [9, 20],
      [9, 14],
    ],
    growthPerWeek: 0.01,
  },
  shifted: {
    seed: 4,
    days: 240,
    slotMinutes: 30,
    callsPerDay: 3000,
    week: ALWAYS,
    hours: [[6, 22]],
    shift: { day: 130, factor: 0.7 },
  },
  ragged: {
    seed: 5,
    days: 240,
    slotMinutes: 30,
    callsPerDay: 900,
    week: OFFICE,
    hours: [[8, 18]],
    outliers: 0.04,
    missing: 0.05,
  },
  tiny: { seed: 6, days: 240, slotMinutes: 30, callsPerDay: 15, week: OFFICE, hours: [[9, 17]] },
  seasonal: { seed: 7, days: 760, slotMinutes: 60, callsPerDay: 2500, week: ALWAYS, hours: [[7, 23]], yearSwing: 0.25 },
  payday: { seed: 8, days: 240, slotMinutes: 30, callsPerDay: 5000, week: OFFICE, hours: [[7, 21]], monthStart: 0.3 },
  daily: { seed: 9, days: 400, slotMinutes: 1440, callsPerDay: 500, week: ALWAYS, hours: [[0, 24]] },
  restless: { seed: 10, days: 240, slotMinutes: 30, callsPerDay: 800, week: ALWAYS, hours: [[8, 20]], daySd: 0.15, slotSd: 0.1 },
  turning: { seed: 11, days: 300, slotMinutes: 30, callsPerDay: 1500, week: OFFICE, hours: [[8, 18]], weekdayDrift: 0.5 },
  fine: {
    seed: 12,
    days: 200,
    slotMinutes: 5,
    callsPerDay: 700,
    week: ALWAYS,
    hours: [
      [0, 24],
      [8, 16],
    ],
  },
  wandering: {
    seed: 13,
    days: 300,
    slotMinutes: 60,
    callsPerDay: 2500,
    week: ALWAYS,
    hours: [[6, 22]],
    daySd: 0.2,
    dayMemory: 0.985,
  },
  autumn: { seed: 14, days: 300, slotMinutes: 60, callsPerDay: 1500, week: OFFICE, hours: [[8, 18]], yearSwing: 0.3 },
  evening: {
    seed: 15,
    days: 360,
    slotMinutes: 60,
    callsPerDay: 1800,
    week: [1, 1, 1, 1, 0.6, 0.25, 1.1],
    hours: [
      [7, 24],
      [19, 24],
    ],
    outliers: 0.02,
    missing: 0.04,
  },
  sleepy: { seed: 16, days: 360, slotMinutes: 1440, callsPerDay: 4, week: ALWAYS, hours: [[0, 24]] },
};

/** One conversation tool: what it calls things, how often it hears them in a week, and where an owner has put them. */
export const LISTENER = {
  source: 'Speech analytics',
  file: 'speech-analytics-quarter.csv',
  token: 'Speech analytics, weekly',
  /** Weeks before this one that the file holds; the tool has sent the last two by itself. */
  weeks: { file: 12, sent: 2 },
  /** The file ends with a line that is no topic. */
  refusal: '“Total” is a sum over topics and no topic: leave this line out',
};

interface TopicContent {
  name: string;
  perWeek: readonly [number, number];
  /** A theme's key; null: said to be no friction; absent: nobody has decided. */
  theme?: string | null;
}

export const TOPICS: readonly TopicContent[] = [
  { name: 'Order lookup', perWeek: [310, 390], theme: 'lookup' },
  { name: 'Refund timing', perWeek: [180, 260], theme: 'refund' },
  { name: 'Delivery window missed', perWeek: [140, 230] },
  { name: 'Asks where the van is', perWeek: [60, 120] },
  { name: 'Thanks and goodbye', perWeek: [900, 1_150], theme: null },
  { name: 'Warranty terms', perWeek: [12, 30] },
];

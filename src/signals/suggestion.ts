import { keyOf } from './signal.ts';
import { stateOf, type Topic } from './topic.ts';

/** The themes that each of some words resembles, best first; `share` is the belief that it is this one, 0 to 1. */
export type FindLike = (asked: readonly { text: string }[]) => Promise<{ name: string; share: number }[][]>;

/** One press maps a topic: with less it is rather another theme, or none. */
const LEAST_SHARE = 0.5;

export interface Suggestion {
  name: string;
  /** Why this one. */
  because: string;
}

/** A theme for each topic that waits for one: where the same words of another tool went, else the theme that sounds like it. */
export async function suggestionsFor(
  topics: readonly Topic[],
  all: readonly Topic[],
  like: FindLike,
): Promise<Map<number, Suggestion>> {
  const waiting = topics.filter((topic) => stateOf(topic) === 'unmapped');
  const sounding = await like(waiting.map(({ name }) => ({ text: name })));
  const found = waiting.map((topic, index) => [topic.id, sameElsewhere(topic, all) ?? soundsLike(sounding[index]?.[0])] as const);
  return new Map(found.flatMap(([id, suggestion]) => (suggestion ? [[id, suggestion]] : [])));
}

function sameElsewhere(topic: Topic, all: readonly Topic[]): Suggestion | undefined {
  const same = all.find((other) => other.mapping?.themeName && other.id !== topic.id && keyOf(other.name) === keyOf(topic.name));
  return same && { name: same.mapping!.themeName!, because: `as in ${same.source}` };
}

const soundsLike = (theme: { name: string; share: number } | undefined): Suggestion | undefined =>
  theme && theme.share > LEAST_SHARE ? { name: theme.name, because: 'sounds like it' } : undefined;

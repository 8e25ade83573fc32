import type { SourceSignals } from '../themes/theme-signals.ts';
import { spanOf, type TopicFigures } from './figures.ts';
import { periodWords } from './period.ts';
import type { ListedTopic, Topic } from './topic.ts';

/** What each tool heard of each theme, over the topics that are mapped to it or to what was merged into it; most mentions first. */
export function signalsByTheme(
  topics: readonly Topic[],
  figures: ReadonlyMap<number, TopicFigures>,
): Map<number, SourceSignals[]> {
  const byTheme = new Map<number, ListedTopic[]>();
  for (const topic of topics) {
    const [rootId, ofTopic] = [topic.mapping?.rootId, figures.get(topic.id)];
    if (rootId && ofTopic) byTheme.set(rootId, [...(byTheme.get(rootId) ?? []), { ...topic, figures: ofTopic }]);
  }
  return new Map([...byTheme].map(([rootId, mapped]) => [rootId, bySource(mapped)]));
}

function bySource(topics: readonly ListedTopic[]): SourceSignals[] {
  const sources = [...new Set(topics.map(({ sourceId }) => sourceId))];
  return sources
    .map((sourceId) => fromOne(topics.filter((topic) => topic.sourceId === sourceId)))
    .toSorted((a, b) => b.mentions - a.mentions || a.sourceId - b.sourceId);
}

function fromOne(topics: readonly ListedTopic[]): SourceSignals {
  const { sourceId, source } = topics[0]!;
  const span = spanOf(topics.flatMap(({ figures }) => figures.span ?? []));
  return {
    ...{ sourceId, source, topics: topics.length },
    mentions: topics.reduce((sum, { figures }) => sum + figures.mentions, 0),
    when: span ? periodWords(span) : 'nothing in its last 12 weeks',
  };
}

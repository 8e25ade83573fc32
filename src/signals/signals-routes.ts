import { type Response, Router } from 'express';
import { may } from '../people/person.ts';
import { pageOf } from '../themes/theme-list.ts';
import { type Columns, sendCsvInParts } from '../web/csv.ts';
import { notFound } from '../web/errors.ts';
import { type Errors, idFrom } from '../web/form.ts';
import { page } from '../web/page.ts';
import type { FigureStore } from './figure-store.ts';
import type { MappingStore } from './mapping-store.ts';
import { periodWords } from './period.ts';
import { type SaidState, STATE_WORDS, withStates } from './said.ts';
import type { FindLike } from './suggestion.ts';
import { suggestionsFor } from './suggestion.ts';
import { type ListedTopic, listedTopics, stateOf, TOPIC_STATES, type Topic, type TopicFilters, topicFilters } from './topic.ts';
import type { TopicStore } from './topic-store.ts';

interface Deps {
  topics: TopicStore;
  figures: FigureStore;
  mappings: MappingStore;
  like: FindLike;
}

const TOPICS_A_PAGE = 50;
const PERIODS_SHOWN = 120;
const TOPICS_AT_ONCE = 100;

export type ShowTopic = (res: Response, id: number, typed?: { errors: Errors; values: Record<string, unknown> }) => Promise<void>;

/** What tools heard, for everybody: topics with their figures, and every count that was ever sent. */
export function signalsRoutes(deps: Deps) {
  const { topics, figures, mappings, like } = deps;
  const router = Router();
  const showTopic = topicPage(deps);

  router.get('/signals', async (req, res) => {
    const filters = topicFilters.parse(req.query);
    const inAnyState = await listTopics({ ...filters, state: undefined });
    const all = inAnyState.filter((topic) => !filters.state || stateOf(topic) === filters.state);
    const { rows, newer, older } = pageOf(all, filters, TOPICS_A_PAGE);
    const address = queryOf(filters);
    const maps = may.mapSignals(res.locals.person);
    page(res, 'signals/list', {
      title: 'Signals',
      styles: ['signals'],
      ...{ filters, address, maps, stateOf, periodWords },
      givesTokens: may.giveTokens(res.locals.person),
      topics: rows,
      total: all.length,
      counts: TOPIC_STATES.map((state) => inAnyState.filter((topic) => stateOf(topic) === state).length),
      sources: await topics.listSources(),
      theme: filters.theme ? await topics.findTheme(filters.theme) : undefined,
      themeNames: maps ? await topics.listThemeNames() : [],
      suggestions: maps ? await suggestionsFor(rows, await topics.listTopics(), like) : new Map(),
      last: maps ? await mappings.findLastBy(res.locals.person.id) : undefined,
      here: `/signals?${new URLSearchParams(address)}`,
      newer: newer && `/signals?${new URLSearchParams({ ...address, before: String(newer) })}`,
      older: older && `/signals?${new URLSearchParams({ ...address, after: String(older) })}`,
    });
  });

  router.get('/signals.csv', async (req, res) => {
    await sendCsvInParts(res, 'signals', rowsOf(await listTopics(topicFilters.parse(req.query))), COLUMNS);
  });

  router.get('/signals/:id.csv', async (req, res) => {
    const topic = await topics.findTopic(idFrom(req.params.id));
    if (!topic) throw notFound();
    await sendCsvInParts(res, `signals-${topic.id}`, rowsOf([topic]), COLUMNS);
  });

  router.get('/signals/:id', async (req, res) => showTopic(res, idFrom(req.params.id)));

  return router;

  async function listTopics(filters: TopicFilters): Promise<ListedTopic[]> {
    const listed = listedTopics(await topics.listTopics(), await figures.figures(), filters);
    if (!filters.import) return listed;
    const ids = await topics.listIdsOfImport(filters.import);
    return listed.filter(({ id }) => ids.has(id));
  }

  async function* rowsOf(listed: readonly Topic[]) {
    for (let from = 0; from < listed.length; from += TOPICS_AT_ONCE) {
      const some = listed.slice(from, from + TOPICS_AT_ONCE);
      const said = await topics.listSaid(some.map(({ id }) => id));
      yield some.flatMap((topic) =>
        withStates(said.filter(({ topicId }) => topicId === topic.id)).map((one) => ({ topic, ...one })),
      );
    }
  }
}

/** Fetches what a topic's page shows; with `typed`, what was refused stands in its form again. */
export function topicPage({ topics, figures, like }: Omit<Deps, 'mappings'>): ShowTopic {
  return async (res, id, typed) => {
    const topic = await topics.findTopic(id);
    if (!topic) throw notFound();
    const maps = may.mapSignals(res.locals.person);
    const said = withStates(await topics.listSaid([id]));
    page(res, 'signals/topic', {
      title: topic.name,
      styles: ['signals'],
      ...{ topic, maps, state: stateOf(topic), periodWords, stateWords: STATE_WORDS },
      figures: (await figures.figures()).get(id),
      said: said.slice(0, PERIODS_SHOWN),
      more: Math.max(0, said.length - PERIODS_SHOWN),
      decisions: await topics.listDecisions(id),
      themeNames: maps ? await topics.listThemeNames() : [],
      suggestion: maps ? (await suggestionsFor([topic], await topics.listTopics(), like)).get(id) : undefined,
      errors: typed?.errors ?? {},
      values: typed?.values ?? {},
    });
  };
}

/** The filters in force, as an address has them. */
function queryOf({ after: _, before: __, ...filters }: TopicFilters): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])));
}

interface Row {
  topic: Topic;
  from: string;
  until: string;
  mentions: number;
  state: SaidState;
  importId: number;
  importedAt: string;
  who: string | null;
}

const COLUMNS: Columns<Row> = {
  Source: ({ topic }) => topic.source,
  Topic: ({ topic }) => topic.name,
  'Period start': ({ from }) => from,
  'Period end': ({ until }) => until,
  Count: ({ mentions }) => mentions,
  'Counted or not': ({ state }) => STATE_WORDS[state],
  'Mapped to': ({ topic }) => (topic.mapping ? (topic.mapping.themeName ?? 'not a friction') : null),
  'Theme number': ({ topic }) => topic.mapping?.rootId,
  'Mapped by': ({ topic }) => topic.mapping?.by,
  'Mapped at': ({ topic }) => topic.mapping?.mappedAt,
  Import: ({ importId }) => importId,
  'Imported at': ({ importedAt }) => importedAt,
  'Imported by': ({ who }) => who,
};

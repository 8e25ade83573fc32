interface ThemeEvent {
  action: string;
  subjectId: number;
  at: string;
  detail: string | null;
  who: string | null;
}

type NamesOf = (ids: readonly number[]) => Promise<Map<number, string>>;

/** What happened to a theme, as a timeline tells it. Events of a merged theme say whose they are; a merge is told once. */
export async function tellEvents(events: readonly ThemeEvent[], rootId: number, namesOf: NamesOf) {
  const known = events.filter(({ action, subjectId }) => action in TELL && (subjectId === rootId || !ALSO_TOLD.includes(action)));
  const names = await namesOf([...new Set(known.flatMap(({ subjectId, detail }) => [subjectId, otherIn(detail)]))]);
  const quoted = (id: number) => `“${names.get(id) ?? `theme ${id}`}”`;
  return known.map(({ action, subjectId, at, detail, who }) => ({
    ...(who ? { who } : {}),
    what: TELL[action]!(quoted(otherIn(detail)), detail ?? '') + (subjectId === rootId ? '' : `, in ${quoted(subjectId)}`),
    at,
  }));
}

/** The theme that took it in tells the same. */
const ALSO_TOLD = ['theme.merged', 'theme.merge-undone'];

const otherIn = (detail: string | null) => (/^\d{1,10}$/.test(detail ?? '') ? Number(detail) : 0);

const TELL: Record<string, (other: string, detail: string) => string> = {
  'theme.added': () => 'made this theme',
  'theme.renamed': (_, detail) => `renamed it: ${detail}`,
  'theme.name-kept': () => 'kept its name',
  'theme.layer-set': (_, detail) => (detail ? `set its cause to ${detail}` : 'left its cause open again'),
  'theme.merged': (other) => `merged it into ${other}`,
  'theme.merge-undone': (other) => `took it out of ${other} again`,
  'theme.other-merged': (other) => `merged ${other} into it`,
  'theme.other-merge-undone': (other) => `took ${other} out of it again`,
  'theme.topic-mapped': (_, detail) => `mapped the topic ${detail} to it`,
  'theme.topic-taken-away': (_, detail) => `took the topic ${detail} away from it`,
  'theme.split': (other) => `split ${other} off`,
  'theme.split-undone': (other) => `brought the reports of ${other} back`,
};

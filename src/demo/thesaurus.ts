import { THESAURUS } from '../../db/seeds/thesaurus.ts';
import { contactCentreThesaurus } from '../themes/grouping/contact-centre-words.ts';
import { daysAgo } from './calendar.ts';
import { add, personId, type Scene, tell } from './scene.ts';

const OWNER = 'priya';

/** An entry of the owner's own, and one of the draft that she has changed. */
export function nameThings(scene: Scene) {
  for (const entry of THESAURUS) {
    const at = daysAgo(scene.now, entry.daysAgo, '09:25');
    if ('draftKey' in entry) changeDrafted(scene, entry, at);
    else addOwn(scene, entry.words, at);
  }
}

function addOwn(scene: Scene, given: readonly string[], at: string) {
  const row = { words: JSON.stringify(given), standing: 'on' as const };
  const entryId = add(scene.rows.thesaurusEntries, { draftKey: null, ...row });
  record(scene, { entryId, what: 'added', wordsBefore: null, standingBefore: null, ...row }, at);
}

function changeDrafted(scene: Scene, { draftKey, leaves }: { draftKey: string; leaves: string }, at: string) {
  const words = contactCentreThesaurus.get(draftKey)!;
  const row = { words: JSON.stringify(words.filter((word) => word !== leaves)), standing: 'on' as const };
  const entryId = add(scene.rows.thesaurusEntries, { draftKey, ...row });
  record(scene, { entryId, what: 'changed', wordsBefore: JSON.stringify(words), standingBefore: 'on', ...row }, at);
}

type NewChange = Omit<Scene['rows']['thesaurusChanges'][number], 'id' | 'changedAt' | 'changedBy' | 'undoesId'>;

function record(scene: Scene, change: NewChange, changedAt: string) {
  const changedBy = personId(OWNER);
  add(scene.rows.thesaurusChanges, { ...change, undoesId: null, changedAt, changedBy });
  tell(scene, `thesaurus.${change.what}`, 'thesaurus', change.entryId, changedBy, changedAt, change.words);
}

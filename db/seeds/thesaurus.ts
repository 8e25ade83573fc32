/** What Hearth & Hall's owner has made of the draft: a name of their own, and a word that means something else to them. */
export const THESAURUS = [
  { daysAgo: 41, words: ['OrderDesk', 'green screen', 'order system'] },
  /** “Window” is when the van comes, not what it is looked up in. */
  { daysAgo: 40, draftKey: 'screen', leaves: 'window' },
] as const;

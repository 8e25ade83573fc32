/** Letters and digits in lower case, without accents, one space between words: what two texts are compared by. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The words of a text that can tell one complaint from another: common form → as it was first written (folded). */
export function tellingWords(text: string): Map<string, { written: string; count: number }> {
  const words = new Map<string, { written: string; count: number }>();
  for (const written of fold(text).split(' ')) {
    if (written.length < 2 || COMMON.has(written)) continue;
    const word = shortened(written);
    words.set(word, { written: words.get(word)?.written ?? written, count: (words.get(word)?.count ?? 0) + 1 });
  }
  return words;
}

/** Plural and verb endings go, a doubled end letter too: "orders" and "order", "searching" and "search", "stopped" and "stop". */
export function shortened(word: string): string {
  if (word.length < 5 || /\d/.test(word)) return word.replace(/(?<=[^s]{2})s$/, '');
  const bare = word.replace(/ies$/, 'y').replace(/(?:ings?|edly|ed|es|(?<!s)s|ly|e)$/, '');
  return bare.length < 3 ? word : bare.replace(/([^aeiouls])\1$/, '$1');
}

const COMMON = new Set(
  `a about after again all also am an and any are as at be because been before being both but by can cannot cant could did do does
  doesnt dont for from get gets getting got had has have having he her here him his how i if im in into is isnt it its ive just like
  me more most my no nor not now of on one only or other our out over really same she should so some still such than that the their
  them then there these they thing this those to too up us very via was wasnt we were what when where which while who why will with
  wont would you your`.split(/\s+/),
);

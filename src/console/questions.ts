import type { Stage } from '../friction/report.ts';

/** What has been logged so far in this shift, as far as a good question depends on it. */
export interface SoFar {
  calls: number;
  frictions: number;
  delights: number;
  stages: readonly (Stage | null)[];
  tools: readonly (string | null)[];
  longestSeconds: number;
  transferred: boolean;
}

interface Question {
  words: string;
  when: (soFar: SoFar) => boolean;
}

const always = () => true;
const atTheStart = ({ calls }: SoFar) => calls === 0;
const afterSome = ({ calls }: SoFar) => calls >= 2;
const met =
  (...stages: Stage[]) =>
  (soFar: SoFar) =>
    soFar.stages.some((stage) => stage !== null && stages.includes(stage));

/** The most fitting first: what has just been met, then what is always worth asking. */
const BANK: readonly Question[] = [
  { words: 'What should I watch for on your screens while you talk?', when: atTheStart },
  { words: 'When shall I stay silent, and when may I ask you something?', when: atTheStart },
  { words: 'What will the next caller most likely want?', when: atTheStart },
  {
    words: 'What do you know about a caller before you say hello, and what would you like to know?',
    when: met('identify', 'contact'),
  },
  { words: 'Where do callers look for this before they call us?', when: met('find', 'contact') },
  {
    words: 'How do you use the seconds in which a screen loads? What do you tell the caller meanwhile?',
    when: met('look up', 'wait'),
  },
  { words: 'Which of the places you looked in just now could be one?', when: met('look up') },
  { words: 'What may you decide yourself, and whom do you have to ask for the rest?', when: met('decide', 'resolve') },
  { words: 'What happens after this call that the caller never sees?', when: met('schedule', 'deliver', 'follow up') },
  { words: 'Which sentence do you have to say that you would rather not?', when: met('explain') },
  { words: 'What happens to a caller after you transfer them? Do you ever hear?', when: ({ transferred }) => transferred },
  {
    words: 'The longest call so far: which part of it was work, and which part was waiting?',
    when: ({ longestSeconds }) => longestSeconds > 480,
  },
  { words: 'How often in a week do you meet what we wrote down last?', when: ({ frictions }) => frictions > 0 },
  { words: 'Who has been told about it before, and what became of that?', when: ({ frictions }) => frictions > 0 },
  { words: 'What works so well that nobody talks about it?', when: ({ delights, calls }) => delights === 0 && calls > 0 },
  { words: 'Which tool would you never give away, and which one would you not miss?', when: ({ tools }) => tools.length > 0 },
  { words: 'Which calls should never have had to happen?', when: afterSome },
  { words: 'What do newcomers here find hardest in their first month?', when: afterSome },
  { words: 'Which rule makes sense on paper and not on the phone?', when: afterSome },
  { words: 'What have you written down for yourself because no system tells you?', when: always },
  { words: 'If you could change one thing by Monday, what would it be?', when: always },
  { words: 'What would you like me to see that I have not seen yet?', when: always },
];

/** Up to `most` questions to a buddy that fit what has happened so far, the most fitting first. */
export const questionsFor = (soFar: SoFar, most = 6): string[] =>
  BANK.filter(({ when }) => when(soFar))
    .slice(0, most)
    .map(({ words }) => words);

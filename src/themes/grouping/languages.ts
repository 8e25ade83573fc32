import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as romanian } from '@orama/stemmers/romanian';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as turkish } from '@orama/stemmers/turkish';
import { stopwords as danishStops } from '@orama/stopwords/danish';
import { stopwords as dutchStops } from '@orama/stopwords/dutch';
import { stopwords as englishStops } from '@orama/stopwords/english';
import { stopwords as finnishStops } from '@orama/stopwords/finnish';
import { stopwords as frenchStops } from '@orama/stopwords/french';
import { stopwords as germanStops } from '@orama/stopwords/german';
import { stopwords as italianStops } from '@orama/stopwords/italian';
import { stopwords as norwegianStops } from '@orama/stopwords/norwegian';
import { stopwords as portugueseStops } from '@orama/stopwords/portuguese';
import { stopwords as romanianStops } from '@orama/stopwords/romanian';
import { stopwords as russianStops } from '@orama/stopwords/russian';
import { stopwords as spanishStops } from '@orama/stopwords/spanish';
import { stopwords as swedishStops } from '@orama/stopwords/swedish';
import { stopwords as turkishStops } from '@orama/stopwords/turkish';

export interface Language {
  stem: (word: string) => string;
  stops: readonly string[];
}

/** Languages a queue may choose from; 'other' neither stems nor knows stop words and works in every script. */
export const languages = {
  english: { stem: english, stops: englishStops },
  danish: { stem: danish, stops: danishStops },
  dutch: { stem: dutch, stops: dutchStops },
  finnish: { stem: finnish, stops: finnishStops },
  french: { stem: french, stops: frenchStops },
  german: { stem: german, stops: germanStops },
  italian: { stem: italian, stops: italianStops },
  norwegian: { stem: norwegian, stops: norwegianStops },
  portuguese: { stem: portuguese, stops: portugueseStops },
  romanian: { stem: romanian, stops: romanianStops },
  russian: { stem: russian, stops: russianStops },
  spanish: { stem: spanish, stops: spanishStops },
  swedish: { stem: swedish, stops: swedishStops },
  turkish: { stem: turkish, stops: turkishStops },
  other: { stem: (word: string) => word, stops: [] },
} satisfies Record<string, Language>;

export type LanguageName = keyof typeof languages;

export const languageNames = Object.keys(languages) as LanguageName[];

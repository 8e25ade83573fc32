import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as armenian } from '@orama/stemmers/armenian';
import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as greek } from '@orama/stemmers/greek';
import { stemmer as hungarian } from '@orama/stemmers/hungarian';
import { stemmer as indonesian } from '@orama/stemmers/indonesian';
import { stemmer as irish } from '@orama/stemmers/irish';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as lithuanian } from '@orama/stemmers/lithuanian';
import { stemmer as nepali } from '@orama/stemmers/nepali';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as romanian } from '@orama/stemmers/romanian';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as serbian } from '@orama/stemmers/serbian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as tamil } from '@orama/stemmers/tamil';
import { stemmer as turkish } from '@orama/stemmers/turkish';
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian';
import { stopwords as arabicStops } from '@orama/stopwords/arabic';
import { stopwords as armenianStops } from '@orama/stopwords/armenian';
import { stopwords as danishStops } from '@orama/stopwords/danish';
import { stopwords as dutchStops } from '@orama/stopwords/dutch';
import { stopwords as englishStops } from '@orama/stopwords/english';
import { stopwords as finnishStops } from '@orama/stopwords/finnish';
import { stopwords as frenchStops } from '@orama/stopwords/french';
import { stopwords as germanStops } from '@orama/stopwords/german';
import { stopwords as greekStops } from '@orama/stopwords/greek';
import { stopwords as hungarianStops } from '@orama/stopwords/hungarian';
import { stopwords as indonesianStops } from '@orama/stopwords/indonesian';
import { stopwords as irishStops } from '@orama/stopwords/irish';
import { stopwords as italianStops } from '@orama/stopwords/italian';
import { stopwords as japaneseStops } from '@orama/stopwords/japanese';
import { stopwords as lithuanianStops } from '@orama/stopwords/lithuanian';
import { stopwords as mandarinStops } from '@orama/stopwords/mandarin';
import { stopwords as nepaliStops } from '@orama/stopwords/nepali';
import { stopwords as norwegianStops } from '@orama/stopwords/norwegian';
import { stopwords as portugueseStops } from '@orama/stopwords/portuguese';
import { stopwords as romanianStops } from '@orama/stopwords/romanian';
import { stopwords as russianStops } from '@orama/stopwords/russian';
import { stopwords as serbianStops } from '@orama/stopwords/serbian';
import { stopwords as spanishStops } from '@orama/stopwords/spanish';
import { stopwords as swedishStops } from '@orama/stopwords/swedish';
import { stopwords as tamilStops } from '@orama/stopwords/tamil';
import { stopwords as turkishStops } from '@orama/stopwords/turkish';
import { stopwords as ukrainianStops } from '@orama/stopwords/ukrainian';
import type { LanguageName } from '../../queue/language.ts';

export interface Language {
  stem: (word: string) => string;
  stops: readonly string[];
}

const asItIs = (word: string) => word;

/** Endings and filler words of every language that a queue may choose. */
export const languages: Record<LanguageName, Language> = {
  english: { stem: english, stops: englishStops },
  arabic: { stem: arabic, stops: arabicStops },
  armenian: { stem: armenian, stops: armenianStops },
  danish: { stem: danish, stops: danishStops },
  dutch: { stem: dutch, stops: dutchStops },
  finnish: { stem: finnish, stops: finnishStops },
  french: { stem: french, stops: frenchStops },
  german: { stem: german, stops: germanStops },
  greek: { stem: greek, stops: greekStops },
  hungarian: { stem: hungarian, stops: hungarianStops },
  indonesian: { stem: indonesian, stops: indonesianStops },
  irish: { stem: irish, stops: irishStops },
  italian: { stem: italian, stops: italianStops },
  lithuanian: { stem: lithuanian, stops: lithuanianStops },
  nepali: { stem: nepali, stops: nepaliStops },
  norwegian: { stem: norwegian, stops: norwegianStops },
  portuguese: { stem: portuguese, stops: portugueseStops },
  romanian: { stem: romanian, stops: romanianStops },
  russian: { stem: russian, stops: russianStops },
  serbian: { stem: serbian, stops: serbianStops },
  spanish: { stem: spanish, stops: spanishStops },
  swedish: { stem: swedish, stops: swedishStops },
  tamil: { stem: tamil, stops: tamilStops },
  turkish: { stem: turkish, stops: turkishStops },
  ukrainian: { stem: ukrainian, stops: ukrainianStops },
  japanese: { stem: asItIs, stops: japaneseStops },
  mandarin: { stem: asItIs, stops: mandarinStops },
  other: { stem: asItIs, stops: [] },
};

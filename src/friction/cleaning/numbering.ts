import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  Metadata,
  parsePhoneNumberFromString,
} from 'libphonenumber-js';

/** What the numbering plans of the organisation's countries say about a string of digits. */
export interface Numbering {
  /** A plan of North America (ten digits, written 3-3-4) is among them. */
  hasNorthAmerica: boolean;
  /** "+" and these digits can be dialled somewhere in the world. */
  isInternational(digits: string): boolean;
  /** Begins with the calling code of one of the countries and is as long as its numbers. */
  hasCallingCode(digits: string): boolean;
  /** Area code and exchange exist in North America. */
  isNorthAmerican(tenDigits: string): boolean;
  /** Starts with the trunk prefix 0 and is as long as numbers of one of the countries. */
  fitsTrunk(digits: string): boolean;
  /** Is written in groups of these lengths, in one of the countries; "" accepts any writing. */
  isWritten(digits: string, groupLengths: string): boolean;
}

/**
 * Looks numbers up in libphonenumber's plans. `characters`: how long the text is; look-ups grow with it and no faster. Beyond them, shape
 * alone decides and more is removed.
 */
export function numberingOf(countries: readonly string[], characters: number): Numbering {
  const { northAmerican, others, trunkLengths, writings, callingCodes } = plansOf(countries);
  const ask = memory(LOOK_UPS + characters / CHARACTERS_PER_LOOK_UP);
  return {
    hasNorthAmerica: northAmerican !== undefined,
    isInternational: (digits) => ask(`+${digits}`, () => parsePhoneNumberFromString(`+${digits}`)?.isPossible() ?? false),
    hasCallingCode: (digits) =>
      callingCodes.some((code) => digits.startsWith(code) && digits.length > code.length + 8) &&
      ask(`+${digits}`, () => parsePhoneNumberFromString(`+${digits}`)?.isPossible() ?? false),
    isNorthAmerican: (digits) =>
      northAmerican !== undefined && ask(digits, () => parsePhoneNumberFromString(digits, northAmerican)?.isValid() ?? false),
    fitsTrunk: (digits) => /^0[1-9]/.test(digits) && trunkLengths.has(digits.length),
    isWritten: (digits, lengths) =>
      (lengths === '' ? others : (writings.get(lengths) ?? [])).some((country) =>
        ask(`${country} ${digits} ${lengths}`, () => isWrittenIn(country, digits, lengths)),
      ),
  };
}

interface Plans {
  northAmerican: CountryCode | undefined;
  others: readonly CountryCode[];
  callingCodes: readonly string[];
  trunkLengths: ReadonlySet<number>;
  /** Countries that write numbers without a trunk prefix, by the lengths of the groups, "3-2-2-2". */
  writings: ReadonlyMap<string, CountryCode[]>;
}

const LOOK_UPS = 1000;
const CHARACTERS_PER_LOOK_UP = 20;
const TRUNK_LENGTHS = [7, 8, 9, 10, 11, 12];
const remembered = new Map<string, Plans>();

function plansOf(countries: readonly string[]): Plans {
  const key = countries.join(' ').toUpperCase();
  const plans = remembered.get(key) ?? readPlans(key.split(' ').filter((country) => isSupportedCountry(country)));
  if (!remembered.has(key) && remembered.size < 100) remembered.set(key, plans);
  return plans;
}

function readPlans(countries: readonly CountryCode[]): Plans {
  const others = countries.filter((country) => getCountryCallingCode(country) !== '1');
  return {
    northAmerican: countries.find((country) => getCountryCallingCode(country) === '1'),
    others,
    callingCodes: others.map((country) => getCountryCallingCode(country)),
    trunkLengths: new Set(TRUNK_LENGTHS.filter((length) => others.some((country) => writesTrunk(country, length)))),
    writings: writingsOf(others),
  };
}

/** Tries the beginnings 10 to 99 in every length of the plan and keeps how they are written. */
function writingsOf(countries: readonly CountryCode[]) {
  const writings = new Map<string, CountryCode[]>();
  for (const country of countries) {
    const metadata = new Metadata();
    metadata.selectNumberingPlan(country);
    const sizes = (metadata.numberingPlan?.possibleLengths() ?? []).filter((length) => length >= 8 && length <= 11);
    const samples = sizes.flatMap((size) => Array.from({ length: 90 }, (_, at) => `${at + 10}`.padEnd(size, '2')));
    for (const lengths of new Set(samples.map((digits) => writtenLengths(country, digits))))
      if (lengths.includes('-')) writings.set(lengths, [...(writings.get(lengths) ?? []), country]);
  }
  return writings;
}

function writtenLengths(country: CountryCode, digits: string) {
  const groups = parsePhoneNumberFromString(digits, country)?.formatNational().match(/\d+/g) ?? [];
  return groups.join('') === digits ? groups.map((group) => group.length).join('-') : '';
}

/** Whether some number of this length, its 0 included, is written with that 0 in the country. */
function writesTrunk(country: CountryCode, length: number) {
  return [...'123456789'].some((second) => {
    const number = parsePhoneNumberFromString(`0${second}`.padEnd(length, '2'), country);
    return number?.isPossible() && /^\(?0/.test(number.formatNational());
  });
}

function memory(lookUps: number) {
  const answers = new Map<string, boolean>();
  return (question: string, look: () => boolean) => {
    const known = answers.get(question);
    if (known !== undefined) return known;
    if (answers.size >= lookUps) return true;
    const answer = look();
    answers.set(question, answer);
    return answer;
  };
}

function isWrittenIn(country: CountryCode, digits: string, lengths: string) {
  if (!parsePhoneNumberFromString(digits, country)?.isValid()) return false;
  return lengths === '' || writtenLengths(country, digits) === lengths;
}

/** Whether an issuer gives out numbers of this beginning and length: Visa, Mastercard, American Express, Diners, Discover, JCB,
 * UnionPay, Maestro and its national forerunners, Mir, RuPay, Elo, Verve, Troy, Uzcard, Humo. The check digit is not looked at. */
export function hasIssuer(digits: string): boolean {
  return BEGINNINGS[digits.length]?.test(digits) ?? false;
}

const OF_SIXTEEN = [
  '4',
  '5[0-8]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720',
  '220[0-4]',
  '30[0-5]|3095|3[689]',
  '35(?:2[89]|[3-8])',
  '6011|64[4-9]|65|62',
  '6304|6390|67|60[6-9]|636|637|627',
  '81|82|9792|8600|9860',
];
const BEGINNINGS: Readonly<Record<number, RegExp>> = {
  14: /^3(?:0[0-5]|095|[689])/,
  15: /^3[47]/,
  16: new RegExp(`^(?:${OF_SIXTEEN.join('|')})`),
  17: /^62/,
  18: /^62/,
  19: /^62/,
};

/** Whether an issuer gives out numbers of this beginning and length: Visa, Mastercard, American Express, Diners, Discover, JCB,
 * UnionPay, Maestro and its national forerunners, Mir, RuPay, Elo, Verve, Troy, Uzcard, Humo. The check digit is not looked at. */
export function hasIssuer(digits: string): boolean {
  return digits.length > 13 && ISSUERS.some((issuer) => issuer.test(digits));
}

const ISSUERS = [
  /^4\d{15}$/,
  /^(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}$/,
  /^3[47]\d{13}$/,
  /^3(?:0[0-5]|095|[689]\d)\d+$(?<=^\d{14}|^\d{16})/,
  /^(?:6011|64[4-9]\d|65\d\d)\d{12}$/,
  /^35(?:2[89]|[3-8]\d)\d{12}$/,
  /^62\d{14,17}$/,
  /^(?:50\d\d|5[6-8]\d\d|6304|6390|67\d\d)\d{12}$/,
  /^220[0-4]\d{12}$/,
  /^(?:60[6-9]|8[12]\d|636|637|627)\d{13}$/,
  /^(?:9792|8600|9860)\d{12}$/,
];

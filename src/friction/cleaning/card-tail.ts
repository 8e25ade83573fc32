/** Where a card's expiry date and security code end, when they stand right behind its number; `end` itself when they do not. */
export function cardTail(plain: string, end: number): number {
  let at = end;
  for (let part = 0; part < 3; part++) {
    const next = [EXPIRY, NAMED_CODE, BARE_CODE].map((pattern) => endOf(pattern, plain, at)).find((found) => found > at);
    if (next === undefined) break;
    at = next;
  }
  const opened = plain.slice(end, at).includes('(') && !plain.slice(end, at).includes(')');
  return opened && plain[at] === ')' ? at + 1 : at;
}

const BETWEEN = '[\\s,;:/|.()\\-]{0,4}';
const EXPIRY = new RegExp(
  `${BETWEEN}(?:and |with |that |which |it |und )?(?:exp(?:iry|ires|iring|iration)?(?: ?date)?|valid (?:thru|through|until|to|till)|good thru|gültig bis|ablauf(?:datum)?|vence|caduca|date)?(?: (?:is|on|of|in))?[ :.]{0,3}` +
    '(?<!\\d)(?:(?:0?[1-9]|1[0-2]) ?[/\\-.] ?(?:20)?[2-4]\\d|(?:0[1-9]|1[0-2]) ?(?:20)?[2-4]\\d|(?<=[a-z][ :.]{1,3})(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?,? ?(?:of )?(?:20)?[2-4]\\d)(?![\\d/.-]\\d|\\d)',
  'iy',
);
const NAMED_CODE = new RegExp(
  `${BETWEEN}(?:and |with |und )?(?:the )?(?:cvv2?|cvc2?|cvn|cid|csc|cv2|security (?:code|number)|code|pin|prüfziffer|kartenprüfnummer)(?: (?:is|number|code|no\\.?))?[ :.#=]{0,3}\\d{3,4}(?!\\d)`,
  'iy',
);
const UNIT =
  '\\s?(?:[€$£¥%]|(?:eur|usd|gbp|chf|euros?|dollars?|pounds?|bucks|cents?|times|x|days?|weeks?|months?|years?|minutes?|mins?|hours?|seconds?|secs?|orders?|items?|calls?|mb|gb|kb|ms|people|customers?|points?|miles|km|kg|tage|stunden|minuten|mal|fois|jours|veces)\\b)';
const BARE_CODE = new RegExp(`(?:[ ,/|;\\-]{1,3}\\d{3,4}|(?: \\d){3,4})(?! \\d(?!\\d)|\\d|[.,:/-]\\d|[ -]\\d{3}|${UNIT})`, 'iy');

function endOf(pattern: RegExp, plain: string, at: number) {
  pattern.lastIndex = at;
  return pattern.test(plain) ? pattern.lastIndex : 0;
}

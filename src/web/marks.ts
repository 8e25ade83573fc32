/** What stands in a text where something of a customer was taken out. */
export const MARKS = {
  card: '[card number]',
  iban: '[IBAN]',
  phone: '[phone number]',
  email: '[e-mail address]',
} as const;

const ANY_MARK = /\[(?:card number|IBAN|phone number|e-mail address)\]/g;

/**
 * How long a text is to whoever typed it, in UTF-16 units: a mark counts as one, because it is our word and can be longer than what it
 * stands for. Otherwise a text that was short enough when it came in would be refused when it is saved again.
 */
export const typedLength = (text: string): number => text.replace(ANY_MARK, '…').length;

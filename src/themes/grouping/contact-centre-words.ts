import type { Thesaurus } from './words.ts';

/**
 * Words that mean much the same where people answer customers: what an owner's thesaurus starts with. A first draft of general English,
 * to be edited by each installation; it adds evidence to a report's own words and replaces none. The first word of each is its name.
 */
const CONCEPTS: Readonly<Record<string, string>> = {
  slow: 'slow slowly sluggish lag laggy forever ages spin hang freeze frozen unresponsive loading delay',
  waiting: 'wait hold queue patience',
  'phone-menu': 'menu ivr keypad automated press option prompt',
  verification: 'verification verify identity identify authenticate security id passcode dob birth',
  'signed-out': 'logout logoff logged session timeout kicked signin login logon',
  password: 'password passphrase credentials reset forgot forgotten',
  refund: 'refund reimburse repay moneyback credit goodwill',
  knowledge: 'knowledge kb article wiki faq guidance guide handbook documentation',
  outdated: 'outdated stale old obsolete expired superseded',
  wrong: 'wrong incorrect inaccurate mistaken mismatch mistake error',
  address: 'address postcode zip street',
  voucher: 'voucher coupon promo promotion discount',
  twice: 'twice double duplicate both two',
  ticket: 'ticket case incident',
  repeat: 'repeat again reenter',
  transfer: 'transfer route handover redirect bounce forwarded',
  team: 'team department desk division',
  parcel: 'parcel package shipment courier carrier consignment',
  tracking: 'track movement scan',
  delivery: 'deliver delivery dispatch shipped arrive',
  stock: 'stock inventory warehouse oversold availability unavailable sold',
  retyping: 'retype copy paste rekey keying typing swivel manually',
  approval: 'approval authorise authorize signoff supervisor manager',
  bot: 'bot chatbot robot virtual assistant',
  'cut-off': 'disconnected drop cut dead lost',
  printing: 'print printer pdf label',
  return: 'return exchange',
  payment: 'payment pay paid charge debit transaction',
  bill: 'bill invoice statement',
  cancel: 'cancel terminate close closure',
  failing: 'fail broken broke crash corrupt blank rejected declined',
  customer: 'customer caller client shopper people',
  colleague: 'agent rep csr advisor adviser representative person human',
  screen: 'screen page window system console crm application app portal',
  website: 'website site web online checkout',
  phone: 'phone telephone call line',
  message: 'email mail message letter',
  find: 'find search lookup locate pull',
  change: 'change edit update modify amend correct',
};

export const contactCentreThesaurus: Thesaurus = new Map(
  Object.entries(CONCEPTS).map(([concept, words]) => [concept, words.split(' ')]),
);

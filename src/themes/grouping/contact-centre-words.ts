import type { Thesaurus } from './words.ts';

/**
 * Words that mean much the same where people answer customers: what an owner's thesaurus starts with. A first draft of general English,
 * to be edited by each installation; it adds evidence to a report's own words and replaces none. The first word of each is its name.
 */
const CONCEPTS: Readonly<Record<string, string>> = {
  slow: 'slow slowly sluggish lag lagging laggy forever ages spin spinning hang hanging freeze frozen unresponsive loading delay delayed',
  waiting: 'wait waiting hold queue queueing patience',
  'phone-menu': 'menu ivr keypad automated press pressed option prompt',
  verification: 'verification verify identity identify authenticate authentication security id passcode dob birth',
  'signed-out': 'logout logoff logged session timeout kicked signin login logon',
  password: 'password passphrase credentials reset forgot forgotten',
  refund: 'refund refunded reimburse reimbursement repay moneyback credit credited goodwill',
  knowledge: 'knowledge kb article wiki faq guidance guide handbook documentation',
  outdated: 'outdated stale old obsolete expired superseded',
  wrong: 'wrong incorrect inaccurate mistaken mismatch mistake error',
  address: 'address postcode zip street',
  voucher: 'voucher coupon promo promotion discount',
  twice: 'twice double doubled duplicate duplicated duplicates both two',
  ticket: 'ticket tickets case cases incident',
  repeat: 'repeat repeating repeats again reenter',
  transfer:
    'transfer transferred transferring transfers route routed routing handover redirect redirected bounce bounced forwarded',
  team: 'team department desk division',
  parcel: 'parcel package shipment courier carrier consignment',
  tracking: 'track tracking tracked movement scan scanned',
  delivery: 'deliver delivery delivered dispatch dispatched shipped arrive arrived',
  stock: 'stock inventory warehouse oversold availability unavailable sold',
  retyping: 'retype retyping copy paste rekey keying rekeying typing swivel manually',
  approval: 'approval approve approved authorise authorisation authorize authorization signoff supervisor manager',
  bot: 'bot chatbot robot virtual assistant',
  'cut-off': 'disconnected disconnect drop dropped drops cut cuts dead lost',
  printing: 'print printing printer pdf label labels',
  return: 'return returns returning returned exchange',
  payment: 'payment pay paid payments charge charged charges debit debited transaction transactions',
  bill: 'bill bills billing invoice invoices statement',
  cancel: 'cancel cancelled cancellation terminate close closure',
  failing: 'fail fails failed failing broken broke crash crashed crashes corrupt blank rejected declined',
  customer: 'customer customers caller callers client clients shopper shoppers people',
  colleague: 'agent agents rep reps csr csrs advisor adviser representative representatives person human',
  screen: 'screen screens page window windows system systems console crm application app portal',
  website: 'website site web online checkout',
  phone: 'phone phones telephone call calls line',
  message: 'email emails mail message messages letter',
  find: 'find search searching lookup locate pull',
  change: 'change changed changing edit update updated modify amend correct',
};

export const contactCentreThesaurus: Thesaurus = new Map(
  Object.entries(CONCEPTS).map(([concept, words]) => [concept, words.split(' ')]),
);

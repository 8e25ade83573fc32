import type { QueueKey, Said } from './content.ts';

/** Met lately and not sorted yet: each in the words of whoever wrote it. Some say what others said, in nearly the same words. */
export const UNSORTED_OF_LEADERS: readonly { queue: 'orders' | 'delivery' | 'billing'; kind?: 'delight'; said: Said }[] = [
  { queue: 'orders', said: 'OrderDesk search hung again while the caller spelled his surname' },
  { queue: 'orders', said: ['Gift card can not be used by phone', 'It says gift. Nobody said gift for the website only.'] },
  {
    queue: 'orders',
    kind: 'delight',
    said: 'Dev told the caller the price would drop on Monday. She will buy on Monday. And everything else here.',
  },
  {
    queue: 'delivery',
    said: ['Van came a day early, nobody home', 'I live on the fifth floor and so does the note on my door.'],
  },
  { queue: 'delivery', said: 'Driver needs a gate code, there is no field for a gate code' },
  { queue: 'delivery', said: 'Depot phone busy for the whole call' },
  { queue: 'billing', said: ['Dunning letter after the refund was confirmed', 'First you owe me, then you threaten me.'] },
  { queue: 'billing', kind: 'delight', said: 'Anke reads a bill aloud like a story, the caller understood it at once' },
];

export const UNSORTED_FLAGS: readonly Said[] = [
  'headsets in row C crackle, customers ask if it rains here',
  'search does not find orders from the pop-up shop',
  ['warranty cards in 11 languages, none is Polish', 'My neighbour translated it for me. She said throw it away.'],
  'the script for complaints starts with thank you for your patience. they have none left',
  'no sound when a call comes in after break, I miss the first seconds',
  'the doorbell name has no field, it ends up under the street',
  'customers get the survey before anything is solved. guess the stars',
  'Knowledge base still says the Leeds shop is open',
  'can’t see from which ad a customer comes, they all ask for “the offer”',
  'Headsets in row C crackle, customers ask if it rains here!',
  'The headsets in row C crackle, customers ask if it rains here',
  'The search does not find orders from the pop-up shop',
  'headsets in row C crackle, the customers ask if it rains here',
];

interface LateFlag {
  queue: QueueKey;
  tool?: string;
  /** Where it belongs, when somebody has said it before. */
  theme?: string;
  said: Said;
}

/** Flagged yesterday afternoon, and sorted this morning where their writers did not: enough that all before them was passed over. */
export const YESTERDAY: readonly (LateFlag & { theme: string })[] = [
  { queue: 'delivery', theme: 'van', said: 'vantrack shows nothing since lunch, we guess' },
  { queue: 'billing', theme: 'double', said: 'split payment again, both halves taken twice' },
  { queue: 'delivery', theme: 'reschedule', said: 'moved a delivery by one day: three screens, then the depot anyway' },
  { queue: 'orders', theme: 'address', said: 'new flat number on the order? cancel it and order anew, I said sorry three times' },
  {
    queue: 'orders',
    theme: 'stock',
    said: ['website: 4 in stock. Leeds: none. caller: in Leeds', 'I am standing in front of the shelf.'],
  },
];

/** Flagged in the last hours, after everything before was sorted: the engine may file those that have a theme, and no other. */
export const LAST_HOURS: readonly LateFlag[] = [
  { queue: 'orders', tool: 'OrderDesk', theme: 'lookup', said: 'order search hangs again, two minutes of spinner for one order' },
  { queue: 'delivery', theme: 'depot', said: 'depot does not pick up, 4 tries and then they hung up on me' },
  {
    queue: 'billing',
    tool: 'Ledger',
    theme: 'refund',
    said: ['refund “in process” since three weeks, no date I can give her', 'Friday, you said. You did not say which.'],
  },
  { queue: 'delivery', said: 'new chairs squeak, the caller asked if I keep mice' },
  {
    queue: 'orders',
    theme: 'security',
    said: 'the menu asks for the postcode, then we ask for the postcode, every call starts with sorry',
  },
  {
    queue: 'billing',
    tool: 'Phone menu',
    theme: 'menu',
    said: 'pressed “my account” for a bill and landed in delivery. six of them today',
  },
  { queue: 'delivery', tool: 'RouteBook', theme: 'window', said: 'window over, no van, no message, day off for nothing' },
];

export const IMPORTS: readonly {
  file: string;
  daysAgo: number;
  doubled: number;
  refusals: readonly [line: number, reason: string][];
  rows: readonly { said: string; theme?: string; who?: string }[];
}[] = [
  {
    file: 'shop-feedback-cards.csv',
    daysAgo: 46,
    doubled: 1,
    refusals: [
      [9, 'There is no text in this line'],
      [14, 'The date “31.09.” is not a day'],
    ],
    rows: [
      { said: 'Asked for the oak table, was shown a screen that said yes and a shelf that said no.', theme: 'stock' },
      { said: 'Your lad was very kind but his computer had a nap.', theme: 'lookup', who: 'Card from Leeds' },
      { said: 'Waiting since June for 89,00 back. Polite people, no money.', theme: 'refund', who: 'Card from Bremen' },
      { said: 'If it says two in stock I expect one.', theme: 'stock', who: 'Card from Leeds' },
      { said: 'Samples: none. Patience: none.', theme: 'samples' },
      { said: 'The code in my mail is not worth the paper it is not printed on.', theme: 'discount' },
      { said: 'Van arrived while I was on the phone asking where it was. Funny now.', theme: 'window' },
      { said: 'Parking in front of the shop is always full on Saturdays.' },
      { said: 'Please bring back the paper catalogue.' },
      { said: 'The lamp is lovely. That is all, the lamp is lovely.' },
      { said: 'Nobody at the till could see the order from the phone.', theme: 'lookup', who: 'Card from Cork' },
      { said: 'Screws missing. Again. I keep a jar now.', theme: 'fittings' },
    ],
  },
  {
    file: 'chat-complaints-october.csv',
    daysAgo: 18,
    doubled: 3,
    refusals: [[22, 'There is no text in this line']],
    rows: [
      { said: 'where is my driver the app says he is here he is not here', theme: 'van' },
      { said: 'I was told 8 to 12 and it is 14:10', theme: 'window' },
      { said: 'invoice says 3 parcels i ordered 1 chair', theme: 'invoice' },
      { said: 'charged 2 times pls fix today my account is empty', theme: 'double' },
      { said: 'can i change thursday to friday without talking to 4 people', theme: 'reschedule' },
      { said: 'your phone menu threw me out twice so i try here', theme: 'menu' },
      { said: 'refund???', theme: 'refund' },
      { said: 'the link in the delivery mail opens a blank page', theme: 'reschedule' },
      { said: 'moved to no. 14b please change it why is this hard', theme: 'address' },
      { said: 'is the black friday price also for orders from last week' },
      { said: 'my points are gone after i changed my email', theme: 'loyalty' },
      { said: 'you answer fast here but you can not do anything here' },
    ],
  },
];

/** What leaders wrote after a shift: what they met, what they would fix, one thing to tell their team. */
export const DEBRIEFS: readonly (readonly [met: string, wouldFix: string, tellTeam: string])[] = [
  [
    'Mostly waiting, and not only the customers. I counted eleven times in which we all looked at a spinner.',
    'The order search. Everything else is slow because this is slow.',
    'Our “quick” system costs a stranger two minutes of piano music.',
  ],
  [
    'People who had done everything right and still had to call.',
    'Tell them before they have to ask.',
    'Nobody called to complain about a price. They called because nobody had called them.',
  ],
  [
    'A woman who knew our company better than I do, because she had spoken to all of it.',
    'Pass on what she has said, so that she says it once.',
    'I signed the policy that made this call last nine minutes.',
  ],
  [
    'Carmen keeps five windows open and a spreadsheet that should not exist.',
    'Ask the people with the spreadsheets first.',
    'Look for the private lists in your own department. Each one is a broken promise of ours.',
  ],
  [
    'Refunds, refunds, refunds. And one lamp.',
    'A date. Even a bad date is better than “in process”.',
    'Our Friday run saves us an hour and costs Billing a week.',
  ],
  [
    'Quiet at first, so Joe showed me how he finds a van. It takes four tools and a favour.',
    'Give everybody the map that the customer has.',
    'The depot has one phone. I did not know. It is my depot.',
  ],
  [
    'I was nervous, Anke was not. She took over once and the caller thanked both of us.',
    'The words on the invoice. I could not explain my own invoice.',
    'Try to read our bill aloud to somebody you love.',
  ],
  [
    'Nine calls, and in seven of them the customer knew more than our screen.',
    'Show us what the customer sees. The same page, not a cousin of it.',
    'If your dashboard is green, ring our own number once.',
  ],
  [
    'The menu. People arrive angry at a voice and we get what is left.',
    'Put the five real reasons into the menu, in their words.',
    'I pressed every button. I never found myself.',
  ],
  [
    'A man of 84 who had learned the words “order confirmation” for us.',
    'Find people by who they are, not by our numbers.',
    'Our order number has eleven digits. His phone number has been the same since 1971.',
  ],
  [
    'My first live call. I forgot the greeting, he forgave me, the system did not.',
    'The second login for VanTrack.',
    'Ask your buddy what they would do with one day of a developer.',
  ],
  [
    'Three times I heard “I already told your colleague”.',
    'The note of the last call must be the first thing that one sees.',
    'Being asked twice feels like not being believed.',
  ],
  [
    'Small things: a hinge, a letter, a code. Each took longer than selling a sofa.',
    'Let people at the desk decide up to a sum. We trust them with our name already.',
    'It costs us 12 minutes to say no to 12 euros.',
  ],
  [
    'A very good shift. Two callers thanked us for a text that came in time.',
    'Nothing new. Finish what we have begun.',
    'The late tours text works. I heard it in their voices.',
  ],
];

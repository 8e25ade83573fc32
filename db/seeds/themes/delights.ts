import type { ThemeContent } from '../content.ts';

/** What works is worth copying: delights are grouped like frictions. */
export const DELIGHT_THEMES: readonly ThemeContent[] = [
  {
    key: 'name',
    name: 'A named person calls back, and does',
    kind: 'delight',
    queue: 'delivery',
    stage: 'follow up',
    layer: 'people',
    reason: 'Delivery is late',
    seconds: [0, 0],
    times: [0, 0],
    weeks: [12, 0],
    leaders: [
      ['Joe promised to ring at four and rang at four', 'You are the first one who really called.'],
      ['Fatima gives her first name and her desk line. People calm down at once.', 'I wrote your name on the calendar.'],
      'The customer asked for Samira by name. From a call in August!',
      ['One message with a name under it ended a story of six calls', 'Thank you, Joe. I can go shopping now.'],
      'Callback list on the whiteboard, every name ticked off by five',
      'A handwritten card went out with the missing hinge',
    ],
    csrs: ['when I say “ask for me, I am here until 6” they hardly ever call again'],
  },
  {
    key: 'photo',
    name: 'A photo of the damage instead of a visit',
    kind: 'delight',
    queue: 'orders',
    stage: 'decide',
    layer: 'process',
    reason: 'Damaged item',
    seconds: [0, 0],
    times: [0, 0],
    weeks: [12, 0],
    leaders: [
      [
        'Photo by link during the call, new table top ordered in 3 minutes',
        'That was it? I had taken the afternoon off for this.',
      ],
      'Carmen saw from the picture that only the glass was broken, no return needed',
      ['Photo link works even on the old phone of an old man', 'My granddaughter will not believe I did this.'],
      'No approval needed under 100 with a photo. It shows: no hold, no transfer.',
      'Dev decided by photo, customer kept the lamp with 20 % off, both happy',
    ],
    csrs: ['photo link is the best thing since headsets, please also for delivery'],
  },
];

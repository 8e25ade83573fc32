import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PEOPLE } from '../../db/seeds/organisation.ts';
import { randomFrom } from '../../src/demo/chance.ts';
import { loadStore } from '../../src/demo/load-store.ts';
import { demoQuarter } from '../../src/demo/quarter.ts';
import { personStore } from '../../src/people/person-store.ts';
import { signInStore } from '../../src/people/sign-in-store.ts';
import { refit } from '../../src/queue/demand/fit-work.ts';
import { engineStore } from '../../src/themes/engine-store.ts';
import { gateWork } from '../../src/themes/gate/gate-work.ts';
import { proposalStore } from '../../src/themes/proposal-store.ts';
import { findProposals } from '../../src/themes/proposal-work.ts';
import { complaints, overflow } from '../support/axe.ts';
import { openBrowser } from '../support/browser.ts';
import { watchPages } from '../support/routes.ts';
import { bringInHistory } from './history-files.ts';

type Stage = Awaited<ReturnType<typeof openBrowser>>;
type Who = keyof typeof PEOPLE;

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };
const LOOK = { bypassCSP: true, reducedMotion: 'reduce', viewport: DESK } as const;

/** Looked at again by each kind of person (their own home thoroughly); every other page by the first of them who comes by. */
const DIFFERENT = ['/', '/shifts', '/shifts/:n', '/themes/:n', '/fixes/:n', '/reports/:n'];
/** The queue whose forecast and files are looked at: the rows of the demo alone have neither. */
const QUEUE = 1;
/** Sent empty too, to see the page that refuses. */
const FORMS = [
  '/signals/import',
  '/signals/tokens',
  '/shifts/new',
  '/fixes/new',
  '/queues/new',
  '/people/new',
  '/flags/new',
  '/sign-in',
];

test('on every page, for everybody, light and dark, on a phone and at a desk: axe finds nothing, nothing sticks out', async () => {
  const stage = await openBrowser({ demo: true });
  await loadStore(stage.db).replace(demoQuarter(stage.now(), randomFrom(1906)), stage.now());
  await refit(stage.db, QUEUE, stage.now());
  await findProposals(proposalStore(stage.db), engineStore(stage.db), stage.now());
  await gateWork(stage.db, engineStore(stage.db)).fileAlone(stage.now());
  const unopened = watchPages(stage.app);
  const [seen, known] = [new Set<string>(), new Set<string>()];
  const found: string[] = [];
  for (const [who, starts] of await tours(stage)) {
    const context = who ? await stage.visit(await personNamed(stage, who), LOOK) : await nobody(stage);
    for (const kind of seen) known.add(kind);
    for (const different of DIFFERENT) seen.delete(different);
    known.delete('/');
    for (const problem of await walk(context, await starts(context), { seen, known }))
      found.push(`${who ?? 'nobody'} ${problem}`);
    await context.close();
  }
  expect(found).toEqual([]);
  expect(unopened()).toEqual([]);
}, 300_000);

/** Each kind of person with the pages they start from; links lead to the others. */
async function tours({ db, now }: Stage): Promise<[Who | undefined, (context: BrowserContext) => Promise<string[]>][]> {
  const flagged = db
    .selectFrom('reports')
    .where('source', '=', 'csr')
    .where('reporterId', '=', await idOf(db, 'carmen'))
    .where('themeId', 'is', null);
  const { id: flag } = await flagged.select('id').executeTakeFirstOrThrow();
  const token = await signInStore(db).issueLink(await idOf(db, 'lena'), now());
  const running = db.selectFrom('shifts').where('startsAt', '<=', now().toISOString()).where('endsAt', '>', now().toISOString());
  const { id: shift } = await running.select('id').executeTakeFirstOrThrow();
  const sat = await db.selectFrom('debriefs').select('shiftId').executeTakeFirstOrThrow();
  return [
    [undefined, async () => ['/sign-in', `/sign-in/${token}`]],
    [
      'priya',
      async (context) => [
        '/',
        '/nowhere',
        '/unsorted?look=list',
        `/shifts/${sat.shiftId}/debriefs`,
        '/queues/1/schedule',
        '/queues/1/events',
        ...(await bringInHistory(context, db, QUEUE)),
      ],
    ],
    ['tomas', async () => ['/', `/shifts/${shift}`, `/shifts/${shift}/console`]],
    ['carmen', async (context) => ['/', `/reports/${flag}/similar`, await receipt(context), '/settings']],
    ['ada', async () => ['/']],
    ['lena', async () => ['/']],
  ];
}

async function receipt(context: BrowserContext) {
  const form = {
    summary: 'The address form forgets the postcode',
    anonymous: 'yes',
    clientKey: randomUUID(),
    receiptKey: randomUUID(),
  };
  const answer = await context.request.post('/flags', { form, maxRedirects: 0 });
  return answer.headers().location ?? '/flags';
}

/** What one person finds, and what refuses them; a page they did not get is left for the others. */
async function walk(
  context: BrowserContext,
  starts: string[],
  { seen, known }: Record<'seen' | 'known', Set<string>>,
): Promise<string[]> {
  const page = await context.newPage();
  const found: string[] = [];
  const paths = [...starts];
  const tried = new Set<string>();
  for (let path = paths.shift(); path; path = paths.shift()) {
    const kind = kindOf(path);
    if (seen.has(kind) || tried.has(kind) || path.includes('.csv')) continue;
    tried.add(kind);
    const answer = await page.goto(path);
    const shown = kindOf(page.url());
    if (shown !== kind && seen.has(shown)) continue;
    if (answer?.ok()) seen.add(shown);
    paths.push(...(await linksOn(page)));
    const problems = known.has(shown) ? await glanceAt(page) : await lookAt(page);
    found.push(...problems.map((problem) => `${path} ${problem}`));
    if (FORMS.includes(kind)) found.push(...(await refused(page)).map((problem) => `${path} refused ${problem}`));
  }
  return found;
}

/** What others have looked at thoroughly, as it is for somebody else. */
async function glanceAt(page: Page): Promise<string[]> {
  await page.setViewportSize(PHONE);
  const problems = [...(await overflow(page)), ...(await complaints(page))];
  await page.setViewportSize(DESK);
  return label('light 390', problems);
}

/** All rules by light at both widths; by dark the one that knows colours. */
async function lookAt(page: Page): Promise<string[]> {
  await page.$$eval('details:not([data-menu])', (all) => {
    for (const one of all as HTMLDetailsElement[]) one.open = true;
  });
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await complaints(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await complaints(page, 'colours');
  await page.setViewportSize(PHONE);
  const [wide, small] = [await overflow(page), await complaints(page, 'colours')];
  await page.emulateMedia({ colorScheme: 'light' });
  const phone = await complaints(page);
  await page.setViewportSize(DESK);
  return [
    ...label('light 1280', light),
    ...label('dark 1280', dark),
    ...label('390', wide),
    ...label('dark 390', small),
    ...label('light 390', phone),
  ];
}

const label = (where: string, problems: string[]) => problems.map((problem) => `${where}: ${problem}`);

async function refused(page: Page): Promise<string[]> {
  await Promise.all([page.waitForEvent('load'), page.locator('main form[method="post"] button').last().click()]);
  return lookAt(page);
}

const linksOn = (page: Page) =>
  page.$$eval('a[href]', (links) =>
    (links as HTMLAnchorElement[]).filter((link) => link.origin === location.origin).map((link) => link.pathname + link.search),
  );

/** Pages that one template makes: /shifts/12 is /shifts/:n. */
function kindOf(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const look = searchParams.get('look') ?? searchParams.get('view');
  return pathname.replaceAll(/\d+/g, ':n').replace(/(receipts|sign-in)\/.+/, '$1/:token') + (look ? `?${look}` : '');
}

const nobody = ({ browser, address }: Stage) => browser.newContext({ ...LOOK, baseURL: address });

const idOf = async (db: Stage['db'], who: Who) =>
  (await db.selectFrom('people').where('name', '=', PEOPLE[who].name).select('id').executeTakeFirstOrThrow()).id;

const personNamed = async ({ db }: Stage, who: Who) => (await personStore(db).findPerson(await idOf(db, who)))!;

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import * as says from './loop-pages.ts';

test.each([true, false])('the whole loop through its pages, from a plan to a shipped fix (JavaScript: %s)', async (script) => {
  const stage = await openBrowser();
  stage.at('2027-03-01T08:00:00Z');
  const look = { javaScriptEnabled: script, viewport: { width: 1280, height: 900 } };
  const desk = async (person: typeof stage.priya): Promise<Page> => (await stage.visit(person, look)).newPage();

  const priya = await desk(stage.priya);
  await says.setUpQueue(priya);
  await says.planShift(priya, '2027-03-01');
  const asha = await desk(stage.asha);
  await says.signUp(asha);
  stage.at('2027-03-01T10:05:00Z');
  await says.sit(asha, script);
  await says.sortIntoNewTheme(priya);

  const dev = await desk(stage.dev);
  await says.sayItHappensToo(dev, script);
  await says.proposeAndPlan(priya);
  await says.doPart(await desk(stage.omar));
  await says.ship(priya);
  await says.hearWhatBecameOfIt(dev);
  await says.seeThePrice(priya);

  const steps = await stage.db.selectFrom('fixSteps').select(['toState', 'byId']).orderBy('id').execute();
  expect(steps.map(({ toState }) => toState)).toEqual(['proposed', 'planned', 'testing', 'shipped']);
  expect(new Set(steps.map(({ byId }) => byId))).toEqual(new Set([stage.priya.id]));
});

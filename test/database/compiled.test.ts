import { expect, test } from 'vitest';
import { compiledOnce } from '../../src/database/compiled.ts';
import { hire, openFloor } from '../support/floor.ts';

const named = async () => {
  const floor = await openFloor();
  let built = 0;
  const find = compiledOnce(floor.db, ({ name, from }: { name: string; from: number }, newest: boolean) => {
    built++;
    const people = floor.db
      .selectFrom('people')
      .where('name', '>=', name)
      .where('id', '>=', from)
      .where('deactivatedAt', 'is', null);
    return people
      .select(['name', 'timeZone'])
      .orderBy('id', newest ? 'desc' : 'asc')
      .limit(1);
  });
  return { ...floor, find, built: () => built };
};

test('a query is built once a shape, and answers for the values of each time', async () => {
  const { find, built } = await named();
  expect(await find({ name: 'B', from: 1 }, false)).toEqual([{ name: 'Ben', timeZone: 'Europe/London' }]);
  expect(await find({ name: 'P', from: 1 }, false)).toEqual([{ name: 'Priya', timeZone: 'Europe/London' }]);
  expect(await find({ name: 'P', from: 999 }, false)).toEqual([]);
  expect(built()).toBe(1);
  expect(await find({ name: 'B', from: 1 }, true)).toEqual([{ name: 'Omar', timeZone: 'Europe/London' }]);
  expect(built()).toBe(2);
});

test('many at once get their own answers', async () => {
  const { find } = await named();
  const names = ['Ada', 'Ben', 'Carmen', 'Dev', 'Priya'];
  const answers = await Promise.all(names.map((name) => find({ name, from: 1 }, false)));
  expect(answers.map(([first]) => first?.name)).toEqual(['Asha', 'Ben', 'Carmen', 'Dev', 'Priya']);
});

test('a value is a value, whatever stands in it', async () => {
  const { db, find } = await named();
  const name = "zz' or 1=1 -- {hole}";
  await hire(db, { name, email: 'z@example.com' });
  expect(await find({ name, from: 1 }, false)).toMatchObject([{ name }]);
});

import { expect, test } from 'vitest';
import { newestOnly } from '../../src/web/newest.ts';

/** Work that ends when it is told to. */
function held() {
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve, reject) => ends.set(name, (error) => (error ? reject(error) : resolve(name))));
  };
  return { begun, work, end: (name: string, error?: Error) => ends.get(name)!(error) };
}

const settle = () => new Promise((done) => setImmediate(done));

test('one is under way, the newest waits, and what is overtaken is never begun', async () => {
  const { begun, work, end } = held();
  const ask = newestOnly<string>();
  const answers = ['first', 'second', 'third', 'fourth'].map((name) => ask(1, work(name)));
  await settle();
  expect(begun).toEqual(['first']);
  expect(await answers[1]).toBeUndefined();
  expect(await answers[2]).toBeUndefined();
  end('first');
  expect(await answers[0]).toBe('first');
  await settle();
  expect(begun).toEqual(['first', 'fourth']);
  end('fourth');
  expect(await answers[3]).toBe('fourth');
});

test('another sender does not wait, and work that failed holds nobody up', async () => {
  const { begun, work, end } = held();
  const ask = newestOnly<string>();
  const fails = ask(1, work('fails'));
  const next = ask(1, work('next'));
  const other = ask(2, work('other'));
  await settle();
  expect(begun).toEqual(['fails', 'other']);
  end('fails', new Error('no database'));
  await expect(fails).rejects.toThrow('no database');
  await settle();
  end('next');
  end('other');
  expect([await next, await other]).toEqual(['next', 'other']);
});

test('after an answer the next question is as good as the first', async () => {
  const ask = newestOnly<number>();
  for (const n of [1, 2, 3]) expect(await ask(7, async () => n)).toBe(n);
});

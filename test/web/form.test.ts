import { expect, test } from 'vitest';
import { z } from 'zod';
import { redact } from '../../src/friction/redact.ts';
import { line, maybeText, readForm } from '../../src/web/form.ts';
import { MARKS } from '../../src/web/marks.ts';
import { openFloor } from '../support/floor.ts';

const form = z.object({ name: line('Name it', 30), note: maybeText(40) });

/** Short when typed, and longer than the field when cleaned. */
const TYPED = [
  { name: 'Write to a@example.org, b@ex.de', note: '' },
  { name: 'Queue', note: 'c@ex.de d@ex.de e@ex.de f@ex.de' },
].map((typed) => ({ ...typed, name: typed.name.slice(0, 30) }));

test.each(TYPED)('%j may be saved again once it was cleaned', (typed) => {
  expect(readForm(form, typed).ok).toBe(true);
  const cleaned = { name: redact(typed.name), note: redact(typed.note) };
  expect(cleaned.name.length > 30 || cleaned.note.length > 40).toBe(true);
  expect(readForm(form, cleaned)).toEqual({ ok: true, value: cleaned });
});

test.each(Object.values(MARKS))('%s is what cleaning leaves, and counts as one character', (mark) => {
  const typed = { '[card number]': '4111 1111 1111 1111', '[IBAN]': 'DE89370400440532013000' }[mark as string];
  expect(redact(typed ?? (mark === MARKS.phone ? 'Call +44 20 7946 0018' : 'ann@example.org'))).toContain(mark);
  expect(readForm(form, { name: `${mark}${'x'.repeat(29)}` }).ok).toBe(true);
  expect(readForm(form, { name: `${mark}${'x'.repeat(30)}` })).toMatchObject({ errors: { name: 'Keep it under 30 characters' } });
  expect(readForm(form, { name: 'x', note: `${mark}${'x'.repeat(40)}` })).toMatchObject({ ok: false });
});

test('a text that looks like a mark is no mark', () => {
  expect(readForm(form, { name: `[card numbers]${'x'.repeat(20)}` }).ok).toBe(false);
});

test('the name of the organisation, once cleaned, can be saved again', async () => {
  const { as, ada } = await openFloor();
  const hers = await as(ada);
  const organisation = 'a@ex.de b@ex.de c@ex.de d@ex.de e@ex.de';
  const typed = { organisation, currency: 'EUR', countries: 'GB' };
  expect((await hers.post('/settings').type('form').send(typed)).status).toBe(303);
  const again = { ...typed, organisation: redact(organisation) };
  expect(again.organisation.length).toBeGreaterThan(60);
  expect((await hers.post('/settings').type('form').send(again)).status).toBe(303);
});

test('a field takes as much as stands in it, so that a browser lets it be shortened', async () => {
  const { as, priya, db } = await openFloor();
  const hers = await as(priya);
  const name = redact('a@ex.de b@ex.de c@ex.de d@ex.de e@ex.de f@ex.de g@ex.de h@ex.de');
  await db.insertInto('themes').values({ id: 1, rootId: 1, name, addedAt: '2026-03-02T09:00:00.000Z' }).execute();
  expect((await hers.get('/themes/1')).text).toContain(`maxlength="${name.length}"`);
  expect(
    (
      await hers
        .post('/themes/1/name')
        .type('form')
        .send({ name: `${name} 2` })
    ).status,
  ).toBe(303);
});

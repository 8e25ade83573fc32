import { expect, test } from 'vitest';
import { openFloor } from '../support/floor.ts';

test('the organisation’s name is cleaned like every text', async () => {
  const { as, ada } = await openFloor();
  const hers = await as(ada);
  const typed = { organisation: 'Call ann@example.com', currency: 'EUR', countries: 'GB' };
  expect((await hers.post('/settings').type('form').send(typed)).status).toBe(303);
  expect((await hers.get('/settings')).text).toContain('value="Call [e-mail address]"');
});

import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { sessionStore } from '../../src/people/session-store.ts';
import { hire } from '../support/floor.ts';
import { places } from '../support/places.ts';
import { addReports } from '../support/reports.ts';
import { startServer } from '../support/server.ts';

/** An owner's browser: their session at one of the servers. */
const browser = (address: string, token: string) => (path: string, form?: Record<string, string>) =>
  fetch(address + path, {
    headers: { cookie: `session=${token}`, origin: address },
    redirect: 'manual',
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  });

test.each(places)(
  'on %s, a theme that one process opens is suggested by the other at its next question',
  async (_name, place) => {
    const url = await place();
    const db = openDatabase(url);
    onTestFinished(() => db.destroy());
    await migrate(db);
    const priya = await hire(db, { name: 'Priya', roles: ['owner'] });
    const token = await sessionStore(db).start(priya.id, 'A test', new Date());
    await addReports(db, [{ summary: 'Refund came late' }, { summary: 'Late refund again' }]);
    const settings = { DATABASE_URL: url, JOBS: 'false' };
    const servers = await Promise.all([startServer(settings), startServer(settings)]);
    const [here, there] = servers.map(({ address }) => browser(address, token)) as [ReturnType<typeof browser>, typeof fetch];

    expect(await (await there('/unsorted?report=2')).text()).not.toContain('name="themeId" value="1"');
    const filed = await here('/reports/1/filing', { newThemeName: 'Refunds are late' });
    expect(filed.status).toBe(303);
    expect(await (await there('/unsorted?report=2')).text()).toContain('name="themeId" value="1"');
  },
);

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { Person } from '../../src/people/person.ts';
import { sessionStore } from '../../src/people/session-store.ts';
import { openFloor } from './floor.ts';

const PHONE = { width: 390, height: 844 };
const FLAGS = ['--disable-gpu', '--disable-background-networking'];

/**
 * A floor with a real clock, served over HTTP to a real browser (its path is in CHROMIUM, see find-browser.ts). `visit(asha)` is a
 * context of its own in which she is signed in; `stopServer` and `startServer` kill and revive the server on the same port.
 */
export async function openBrowser({ demo = false } = {}) {
  const floor = await openFloor({ live: true, demo });
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM!, args: [...FLAGS, ...sandbox] });
  onTestFinished(() => browser.close());

  let server = await serve(floor.app);
  const { port } = server.address() as AddressInfo;
  const address = `http://localhost:${port}`;
  onTestFinished(() => close(server));

  return {
    ...floor,
    browser,
    address,
    stopServer: () => close(server),
    startServer: async () => {
      server = await serve(floor.app, port);
    },
    visit: async (person: Person, options: Parameters<typeof browser.newContext>[0] = {}) => {
      const context = await browser.newContext({ viewport: PHONE, baseURL: address, ...options });
      const token = await sessionStore(floor.db).start(person.id, 'A browser test', floor.now());
      await context.addCookies([{ name: 'session', value: token, url: address }]);
      return context;
    },
  };
}

function serve(app: Parameters<typeof createServer>[1], port = 0): Promise<Server> {
  const server = createServer(app);
  return new Promise((resolve) => server.listen(port, () => resolve(server)));
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

import { defineConfig } from 'vitest/config';

const postgres = process.env.TEST_DATABASE_URL;
const onEngines = ['test/**/*.test.ts'];
const once = ['test/browser/**', 'test/once/**'];
const shared = { setupFiles: ['test/support/quiet.ts'], testTimeout: 30_000, hookTimeout: 30_000 };

/** The same tests on each engine; what no database can change (browser, processes of our own) runs once. */
export default defineConfig({
  test: {
    globalSetup: ['test/support/announce.ts'],
    projects: [
      { test: { ...shared, name: 'sqlite', include: onEngines, exclude: once, env: { TEST_DATABASE_URL: '' } } },
      ...(postgres
        ? [{ test: { ...shared, name: 'postgres', include: onEngines, exclude: once, env: { TEST_DATABASE_URL: postgres } } }]
        : []),
      {
        test: {
          ...shared,
          name: 'once',
          include: ['test/once/**/*.test.ts'],
          globalSetup: ['test/support/build.ts'],
          testTimeout: 90_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/find-browser.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

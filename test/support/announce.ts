/** Says on which engines this run tests, first and last: a run without PostgreSQL must not look like one with it. */
export function setup() {
  process.stdout.write(`${engines()}\n`);
  return () => process.stdout.write(`${engines()}\n`);
}

const engines = () =>
  process.env.TEST_DATABASE_URL
    ? 'Engines in this run: SQLite and PostgreSQL'
    : 'Engines in this run: SQLite (set TEST_DATABASE_URL to a PostgreSQL to run on both)';

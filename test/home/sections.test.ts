import { expect, test } from 'vitest';
import { calledBy, greetingFor, leadFor, sectionsFor } from '../../src/home/sections.ts';
import { stepsToStart } from '../../src/home/start.ts';
import { FIRST_ADDRESS, type Person, type Role } from '../../src/people/person.ts';

const quiet = { shiftWithinADay: false, parts: [], latePart: false };
const somebody = (...roles: Role[]): Person => ({
  id: 7,
  name: 'S',
  email: 's@example.com',
  department: 'D',
  timeZone: 'UTC',
  roles,
});

test.each<[Role[], string[]]>([
  [['leader'], ['seat']],
  [['csr'], ['flag']],
  [['owner'], ['decide']],
  [['administrator'], ['keep']],
  [
    ['owner', 'csr'],
    ['flag', 'decide'],
  ],
  [
    ['administrator', 'leader', 'owner'],
    ['decide', 'seat', 'keep'],
  ],
  [[], ['nobody']],
])('%j finds %j', (roles, sections) => {
  expect(sectionsFor({ roles }, quiet)).toEqual(sections);
});

test('a shift within a day comes before everything, late parts before decisions', () => {
  expect(sectionsFor({ roles: ['owner', 'leader'] }, { ...quiet, shiftWithinADay: true })).toEqual(['seat', 'decide']);
  expect(sectionsFor({ roles: ['owner'] }, { ...quiet, parts: [1], latePart: true })).toEqual(['parts', 'decide']);
  expect(sectionsFor({ roles: ['owner'] }, { ...quiet, parts: [1] })).toEqual(['decide', 'parts']);
});

test('whoever has no role but a part of a fix sees the part', () => {
  expect(sectionsFor({ roles: [] }, { ...quiet, parts: [1] })).toEqual(['parts']);
});

test.each<Role[]>([['leader'], ['csr'], ['owner'], ['administrator'], []])(
  '%s is told in a sentence what this is for',
  (...roles) => {
    expect(leadFor({ roles })).toMatch(/\w+.*\.$/);
  },
);

test.each([
  ['Ngozi Okafor', 'Ngozi'],
  ['김서연', '김서연'],
  ['  Ada  ', 'Ada'],
])('%s is called %s', (name, called) => expect(calledBy(name)).toBe(called));

const nothing = { settings: false, people: false, queues: false, shifts: false };

const everything = { settings: true, people: true, queues: true, shifts: true };

test('what an owner does first, with whose each step is, until all are done', () => {
  const steps = stepsToStart(somebody('owner'), { ...nothing, people: true });
  expect(steps.map(({ words, done, mine }) => [words, done, mine])).toEqual([
    ['Add people', true, false],
    ['Set up a queue', false, true],
    ['Plan a shift', false, true],
  ]);
  expect(stepsToStart(somebody('administrator', 'owner'), everything)).toEqual([]);
});

test('an administrator begins with the settings; saying who they are counts as done, and no step goes away', () => {
  const first = { ...somebody('administrator'), email: FIRST_ADDRESS };
  const done = (person: typeof first, begun = nothing) => stepsToStart(person, begun).map((step) => step.done);
  expect(stepsToStart(first, nothing)[0]).toMatchObject({ href: '/settings', mine: true });
  expect(done(first)).toEqual([false, false, false, false, false]);
  expect(done(somebody('administrator'))).toEqual([false, true, false, false, false]);
  expect(done(somebody('administrator'), { ...nothing, settings: true })).toEqual([true, true, false, false, false]);
});

test('settings that nobody touched do not keep an organisation at its start', () => {
  expect(stepsToStart(somebody('administrator'), { ...everything, settings: false })).toEqual([]);
});

test('the first administrator is asked to say who they are, even when the rest is done', () => {
  const first = { ...somebody('administrator'), email: FIRST_ADDRESS };
  expect(stepsToStart(first, everything)[1]).toMatchObject({ href: '/people/7', done: false });
});

test('nobody is greeted by a name that stands in for theirs', () => {
  expect(greetingFor({ name: 'First administrator', email: FIRST_ADDRESS })).toBe('Welcome');
  expect(greetingFor({ name: 'Ngozi Okafor', email: 'ngozi@example.com' })).toBe('Hello, Ngozi');
});

test('nobody else is shown how to start', () => {
  expect(stepsToStart(somebody('leader', 'csr'), nothing)).toEqual([]);
});

import { expect, test } from 'vitest';
import { calledBy, leadFor, sectionsFor } from '../../src/home/sections.ts';
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

const nothing = { people: false, queues: false, shifts: false };

test('three steps to start, each with whose it is, until all are done', () => {
  const steps = stepsToStart(somebody('administrator'), { ...nothing, people: true });
  expect(steps.map(({ words, done, mine }) => [words, done, mine])).toEqual([
    ['Add people', true, true],
    ['Set up a queue', false, false],
    ['Plan a shift', false, false],
  ]);
  expect(stepsToStart(somebody('administrator', 'owner'), { people: true, queues: true, shifts: true })).toEqual([]);
});

test('the first administrator is asked to say who they are, even when the rest is done', () => {
  const first = { ...somebody('administrator'), email: FIRST_ADDRESS };
  expect(stepsToStart(first, { people: true, queues: true, shifts: true })[0]).toMatchObject({ href: '/people/7', done: false });
});

test('nobody else is shown how to start', () => {
  expect(stepsToStart(somebody('leader', 'csr'), nothing)).toEqual([]);
});

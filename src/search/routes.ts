import { Router } from 'express';
import { may, type Person } from '../people/person.ts';
import type { Format } from '../web/format.ts';
import { page } from '../web/page.ts';
import { type Query, readQuery } from './query.ts';
import { MOST, type SearchStore } from './store.ts';

interface Hit {
  href: string;
  words: string;
  notes: string[];
}

/** One search over everything, for everybody: grouped, at most ten of each, readable from the keyboard. */
export function searchRoutes({ search }: { search: SearchStore }) {
  const router = Router();

  router.get('/search', async (req, res) => {
    const query = readQuery(req.query.q);
    const asked = typeof req.query.q === 'string' ? req.query.q.trim().slice(0, 200) : '';
    const groups = asked ? await find(query, res.locals.person, res.locals.format, asked) : [];
    page(res, 'search/show', {
      title: asked ? `Search: ${asked}` : 'Search',
      styles: ['search'],
      search: asked,
      groups: groups.filter(({ hits }) => hits.length > 0),
    });
  });

  return router;

  async function find(query: Query, person: Person, format: Format, asked: string) {
    const allOf = (address: string) => `${address}?${new URLSearchParams({ q: asked })}`;
    return [
      group('Themes', allOf('/themes'), (await search.findThemes(query)).map(asTheme)),
      group('Fixes', allOf('/backlog'), (await search.findFixes(query)).map(asFix)),
      group(
        'Reports',
        allOf('/reports'),
        (await search.findReports(query)).map((report) => asReport(report, format)),
      ),
      group(
        'Shifts',
        allOf('/shifts'),
        (await search.findShifts(query)).map((shift) => asShift(shift, format)),
      ),
      group(
        'People',
        allOf('/people'),
        (await search.findPeople(query)).map((found) => asPerson(found, person)),
      ),
    ];
  }
}

const group = (words: string, all: string, hits: Hit[]) => ({ words, all, hits: hits.slice(0, MOST), more: hits.length > MOST });

type Found<K extends keyof SearchStore> = Awaited<ReturnType<SearchStore[K]>>[number];

const asTheme = ({ id, name, rootId, rootName }: Found<'findThemes'>): Hit => ({
  href: `/themes/${rootId}`,
  words: name,
  notes: [`Theme ${id}`, ...(rootId === id ? [] : [`part of “${rootName}”`])],
});

const asFix = ({ id, title, state }: Found<'findFixes'>): Hit => ({
  href: `/fixes/${id}`,
  words: title,
  notes: [`Fix ${id}`, state],
});

const asReport = ({ id, summary, kind, queue, happenedAt }: Found<'findReports'>, format: Format): Hit => ({
  href: `/reports/${id}`,
  words: summary,
  notes: [`Report ${id}`, kind === 'delight' ? 'what works' : 'friction', ...(queue ? [queue] : []), format.date(happenedAt)],
});

const asShift = ({ id, queue, mode, startsAt, endsAt, cancelledAt }: Found<'findShifts'>, format: Format): Hit => ({
  href: `/shifts/${id}`,
  words: `${queue}, ${format.span(startsAt, endsAt)}`,
  notes: [`Shift ${id}`, mode, ...(cancelledAt ? ['cancelled'] : [])],
});

/** Only who manages people, and each for themselves, has a page to go to; the others read where somebody works. */
function asPerson({ id, name, department }: Found<'findPeople'>, reader: Person): Hit {
  const href = may.managePeople(reader) ? `/people/${id}` : reader.id === id ? '/me' : '';
  return { href, words: name, notes: [department] };
}

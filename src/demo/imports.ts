import { IMPORTS } from '../../db/seeds/loose.ts';
import { THEMES } from '../../db/seeds/themes/all.ts';
import { daysAgo, plusSeconds } from './calendar.ts';
import { between } from './chance.ts';
import { blank, type Draft } from './reports.ts';
import { add, personId, type Scene, tell } from './scene.ts';

const IMPORTER = 'priya';

/** Two files that somebody brought in. */
export function bringIn(scene: Scene): Draft[] {
  return IMPORTS.flatMap(({ file, daysAgo: days, doubled, refusals, rows }) => {
    const importedAt = daysAgo(scene.now, days, '16:05');
    const counts = { taken: rows.length, doubled, refused: refusals.length };
    const stamp = { fileName: file, importedAt, importedBy: personId(IMPORTER), finishedAt: plusSeconds(importedAt, 2) };
    const importId = add(scene.rows.imports, { kind: 'reports', ...stamp, ...counts });
    scene.rows.importRefusals.push(...refusals.map(([line, reason]) => ({ importId, line, reason })));
    tell(scene, 'import.finished', 'import', importId, null, plusSeconds(importedAt, 2));
    return rows.map(({ said, theme, who }) => ({
      ...blank(
        said,
        THEMES.find(({ key }) => key === theme) ?? { stage: null, layer: null },
        daysAgo(scene.now, days + between(scene.random, 3, 24)),
      ),
      ...{ kind: 'friction' as const, tool: null, stage: null, layer: null },
      reporterName: who ?? null,
      importId,
      reportedAt: importedAt,
    }));
  });
}

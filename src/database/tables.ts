import type { BacklogTables } from './tables/backlog.ts';
import type { DemandTables } from './tables/demand.ts';
import type { FrictionTables } from './tables/friction.ts';
import type { GroupingTables } from './tables/grouping.ts';
import type { NoticesTables } from './tables/notices.ts';
import type { PeopleTables } from './tables/people.ts';
import type { QueueTables } from './tables/queue.ts';
import type { ShiftsTables } from './tables/shifts.ts';
import type { SignalsTables } from './tables/signals.ts';
import type { ThemesTables } from './tables/themes.ts';
import type { ThesaurusTables } from './tables/thesaurus.ts';

/** Every table, as the code sees it: camelCase here, snake_case in the database. Durations are whole seconds. */
export interface Tables
  extends PeopleTables,
    QueueTables,
    ShiftsTables,
    FrictionTables,
    ThemesTables,
    GroupingTables,
    SignalsTables,
    ThesaurusTables,
    BacklogTables,
    DemandTables,
    NoticesTables {}

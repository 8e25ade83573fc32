import type { Person } from '../people/person.ts';
import type { Flash } from './flash.ts';
import type { Format } from './format.ts';

/** What the bar on top says of a leader's next shift. */
interface NextShift {
  id: number;
  startsAt: string;
  running: boolean;
}

declare global {
  namespace Express {
    interface Locals {
      person: Person;
      sessionId: number;
      format: Format;
      path: string;
      /** What a tool came with instead of a session. */
      bearer?: { id: number; name: string };
      flash?: Flash;
      findNextShift?: () => Promise<NextShift | undefined>;
    }
  }
}

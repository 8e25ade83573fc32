import type { Role } from '../../people/person.ts';
import type { Id, Instant, Maybe, Touched } from './column.ts';

export interface PeopleTables {
  people: {
    id: Id;
    name: string;
    email: string;
    department: string;
    timeZone: string;
    addedAt: Instant;
    addedBy: Maybe<number>;
    deactivatedAt: Maybe<Instant>;
    deactivatedBy: Maybe<number>;
    touched: Touched;
  };
  roles: { personId: number; role: Role };
  signInLinks: { tokenHash: string; personId: number; issuedAt: Instant; expiresAt: Instant; usedAt: Maybe<Instant> };
  signInRequests: { id: Id; emailHash: string; clientHash: string; at: Instant };
  sessions: {
    id: Id;
    tokenHash: string;
    personId: number;
    device: string;
    startedAt: Instant;
    seenAt: Instant;
    endedAt: Maybe<Instant>;
  };
  settings: { name: string; value: string; changedAt: Instant; changedBy: Maybe<number> };
  events: {
    id: Id;
    action: string;
    subject: string;
    subjectId: number;
    actorId: Maybe<number>;
    at: Instant;
    detail: Maybe<string>;
  };
}

import type { Outcome } from '../../shifts/call.ts';
import type { SignUpState } from '../../shifts/seating.ts';
import type { Mode } from '../../shifts/shift.ts';
import type { Id, Instant, Maybe, Touched } from './column.ts';

export interface ShiftsTables {
  shifts: ShiftRow;
  shiftBuddies: { shiftId: number; personId: number };
  signUps: {
    id: Id;
    shiftId: number;
    personId: number;
    state: SignUpState;
    placeInLine: number;
    changedAt: Instant;
    changedBy: Maybe<number>;
  };
  shiftPauses: {
    id: Id;
    shiftId: number;
    reason: string;
    pausedAt: Instant;
    pausedBy: number;
    resumedAt: Maybe<Instant>;
    resumedBy: Maybe<number>;
  };
  calls: {
    id: Id;
    shiftId: number;
    personId: number;
    clientKey: string;
    startedAt: Instant;
    endedAt: Maybe<Instant>;
    reason: Maybe<string>;
    outcome: Maybe<Outcome>;
    withdrawnAt: Maybe<Instant>;
  };
  debriefs: { shiftId: number; personId: number; met: string; wouldFix: string; tellTeam: string; writtenAt: Instant };
}

interface ShiftRow {
  id: Id;
  queueId: number;
  mode: Mode;
  startsAt: Instant;
  endsAt: Instant;
  signUpClosesAt: Instant;
  seats: number;
  place: string;
  note: string;
  addedAt: Instant;
  addedBy: Maybe<number>;
  /** Made of the form that planned it, what the form said and its number in the series: the same form sent again finds it. */
  formKey: Maybe<string>;
  cancelledAt: Maybe<Instant>;
  cancelledBy: Maybe<number>;
  cancelReason: Maybe<string>;
  touched: Touched;
}

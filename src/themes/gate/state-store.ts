import type { Db } from '../../database/open.ts';
import type { Gate } from '../grouping/gate.ts';
import { strictnessFrom } from './checks.ts';
import { gateStore } from './gate-store.ts';
import { gateRecordStore } from './record-store.ts';
import { gateState } from './state.ts';
import { gateSwitchStore } from './switch-store.ts';

export type GateStateStore = ReturnType<typeof gateStateStore>;

/** Whether the gate is open, from what the engine has learned and what all processes find in the rows. */
export function gateStateStore(db: Db) {
  const [gates, record, power] = [gateStore(db), gateRecordStore(db), gateSwitchStore(db)];
  return {
    async read(gate: Gate) {
      const [turned, checks, holds] = [await power.find(), await record.listChecks(), await gates.countHolds()];
      return { turned, checks, holds, state: gateState({ on: turned.on, gate, strictness: strictnessFrom(checks), holds }) };
    },
  };
}

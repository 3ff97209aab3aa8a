import type { FaultScenario } from './fault-scenario.ts';
import { cutOff } from './scenarios/cut-off.ts';
import { disconnected } from './scenarios/disconnected.ts';
import { emptied } from './scenarios/emptied.ts';
import { herd } from './scenarios/herd.ts';
import { killedAfter } from './scenarios/killed-after.ts';
import { killedAfterStrict } from './scenarios/killed-after-strict.ts';
import { killedBefore } from './scenarios/killed-before.ts';
import { killedWhileSaving } from './scenarios/killed-while-saving.ts';
import { lostAnswer } from './scenarios/lost-answer.ts';
import { outage } from './scenarios/outage.ts';
import { restarted } from './scenarios/restarted.ts';
import { slow } from './scenarios/slow.ts';
import { stoppedAfter } from './scenarios/stopped-after.ts';
import { stoppedBefore } from './scenarios/stopped-before.ts';
import { twoHosts } from './scenarios/two-hosts.ts';

/** Every scenario under its name, by which it can be left out. */
export const faultScenarios = {
  herd,
  'killed before': killedBefore,
  'killed after': killedAfter,
  'killed after, strict': killedAfterStrict,
  'killed while saving': killedWhileSaving,
  'stopped before': stoppedBefore,
  'stopped after': stoppedAfter,
  restarted,
  'cut off': cutOff,
  'lost answer': lostAnswer,
  slow,
  disconnected,
  outage,
  emptied,
  'two hosts': twoHosts,
} as const satisfies Readonly<Record<string, FaultScenario>>;

/** The name of a scenario. */
export type FaultScenarioName = keyof typeof faultScenarios;

import type { FaultReport } from './fault-report.ts';
import type { Stage } from './stage.ts';

/** One way in which things go wrong, and what must hold then. */
export interface FaultScenario {
  /** What is claimed, as the title of a test. */
  readonly sentence: string;
  readonly timeoutMs: number;
  /** How long the authorization server answers a rotated refresh token with further tokens; 0 unless given. */
  readonly graceMs?: number;
  /** Why it cannot be played here; undefined when it can. */
  readonly obstacle?: (subject: Stage['subject']) => string | undefined;
  readonly play: (stage: Stage) => Promise<FaultReport>;
}

import type { FaultReport } from './fault-report.ts';
import type { FaultScenario } from './fault-scenario.ts';
import type { FaultSubject } from './fault-subject.ts';
import { buildStage } from './stage.ts';

/** Plays one scenario on a stage of its own, and clears away whatever that left. */
export async function playScenario(scenario: FaultScenario, subject: FaultSubject): Promise<FaultReport> {
  const stage = await buildStage(subject, { graceMs: scenario.graceMs ?? 0 });
  try {
    return await scenario.play(stage);
  } finally {
    await stage.close();
  }
}

import type { Attempt } from './attempt.ts';
import { stepOf } from './provider/answer-script.ts';
import type { Fault } from './provider/fault.ts';
import type { ExampleRun, Step, Subject } from './subject.ts';
import type { Trial } from './trial.ts';

/** One request of one example, failing. */
export interface FaultyStep {
  readonly run: ExampleRun;
  readonly step: Step;
  readonly attempt: Attempt;
  readonly trial: Trial;
  /** How often the request was sent. */
  readonly sent: number;
}

/** Runs every example once for each of its requests with that request failing, and collects what is found. */
export async function eachStep(
  subject: Subject,
  fault: {
    readonly fault: Fault;
    readonly times?: number;
    readonly only?: (run: ExampleRun, step: Step) => boolean;
    /** How the example is run; by itself unless given. */
    readonly attempt?: (trial: Trial, run: ExampleRun) => Promise<Attempt>;
  },
  judge: (faulty: FaultyStep) => readonly string[] | Promise<readonly string[]>,
): Promise<readonly string[]> {
  const { fault: kind, times, only = () => true, attempt: start = attemptIt } = fault;
  const problems: string[] = [];
  for (const run of await subject.runs()) {
    for (const step of run.steps.filter((candidate) => only(run, candidate))) {
      const found = await subject.withTrial(run.answers, async (trial) => {
        trial.provider.faultAt = { step: step.name, fault: kind, ...(times === undefined ? {} : { times }) };
        const attempt = await start(trial, run);
        const sent = trial.provider.received.filter(
          ({ answer }) => answer && stepOf(answer) === step.name,
        ).length;
        return judge({ run, step, attempt, trial, sent });
      });
      problems.push(...found.map((problem) => `${run.name}, ${step.name}: ${problem}`));
    }
  }
  return problems;
}

function attemptIt(trial: Trial, run: ExampleRun): Promise<Attempt> {
  return trial.attempt(run);
}

/** Whether a step may change something at the provider and is not declared to do no harm twice. */
export function isWrite({ effect }: ExampleRun, step: Step): boolean {
  return effect !== 'read' && !isSafe(step) && !step.answer.idempotent;
}

/** Whether a step's method says that it changes nothing. */
export function isSafe({ answer }: Step): boolean {
  return /^(?:GET|HEAD|OPTIONS)$/i.test(answer.method);
}

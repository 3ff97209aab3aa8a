import type { Attempt } from './attempt.ts';
import type { Fault } from './provider/fault.ts';
import type { Subject } from './subject.ts';
import type { Trial } from './trial.ts';

/** Runs a tool with a token that is refused, while `mint` gets no other one; undefined where nothing is minted. */
export async function withoutNewToken<Result>(
  subject: Subject,
  mintFault: (trial: Trial) => Fault,
  judge: (trial: Trial, attempt: Attempt) => Result,
): Promise<Result | undefined> {
  if (!subject.options.connection?.mint) return undefined;
  const run = (await subject.runs()).find(({ name, steps }) => name !== 'identify' && steps.length > 0);
  if (!run) return undefined;
  return subject.withTrial(run.answers, async (trial) => {
    trial.provider.faultAt = { fault: { kind: 'answer', status: 401, body: {} } };
    trial.provider.mintFault = mintFault(trial);
    return judge(trial, await trial.attempt(run));
  });
}

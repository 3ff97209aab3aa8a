import type { Attempt } from './attempt.ts';
import { PluginUnderTest, type Scenario } from './plugin-under-test.ts';
import { stepOf } from './provider/answer-script.ts';
import type { ScriptedAnswer } from './provider/scripted-answer.ts';
import type { ReceivedRequest } from './provider/scripted-provider.ts';
import { Trial } from './trial.ts';

/** One kind of request that a scenario makes when nothing fails. */
export interface Step {
  readonly name: string;
  readonly answer: ScriptedAnswer;
}

/** A scenario that was run with nothing failing. */
export interface ExampleRun extends Scenario {
  readonly attempt: Attempt;
  readonly received: readonly ReceivedRequest[];
  readonly requestProblems: readonly string[];
  readonly steps: readonly Step[];
}

/** The plugin that is tried, and what was found out about it on the way. */
export class Subject extends PluginUnderTest {
  #runs: Promise<readonly ExampleRun[]> | undefined;
  #lastTrial: Promise<unknown> = Promise.resolve();

  /** Runs every scenario once with nothing failing; the same answer for every rule. */
  runs(): Promise<readonly ExampleRun[]> {
    this.#runs ??= this.#runAll();
    return this.#runs;
  }

  /** Connects, and closes what was opened, whatever happens in between. One at a time: the network is closed for the whole process. */
  withTrial<Result>(
    answers: readonly ScriptedAnswer[],
    work: (trial: Trial) => Promise<Result>,
  ): Promise<Result> {
    const result = this.#lastTrial.then(async () => {
      const trial = await Trial.open(this, answers);
      try {
        return await work(trial);
      } finally {
        await trial.close();
      }
    });
    this.#lastTrial = result.catch(() => undefined);
    return result;
  }

  async #runAll(): Promise<readonly ExampleRun[]> {
    const runs: ExampleRun[] = [];
    for (const scenario of this.scenarios) runs.push(await this.#run(scenario));
    return runs;
  }

  async #run(scenario: Scenario): Promise<ExampleRun> {
    return this.withTrial(scenario.answers, async (trial) => {
      const attempt = await trial.attempt(scenario);
      const { received, requestProblems } = trial.provider;
      const steps = new Map(
        received.flatMap(({ answer }) =>
          answer ? [[stepOf(answer), { name: stepOf(answer), answer }] as const] : [],
        ),
      );
      return { ...scenario, attempt, received: [...received], requestProblems, steps: [...steps.values()] };
    });
  }
}

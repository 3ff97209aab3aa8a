import type { AnyPlugin, AuthMethod, Effect, Tool } from '@sidecar/core';
import type { PluginSuiteOptions, ToolExample } from './plugin-suite-options.ts';
import { stepOf } from './provider/answer-script.ts';
import type { ScriptedAnswer } from './provider/scripted-answer.ts';
import type { ReceivedRequest } from './provider/scripted-provider.ts';
import { type Attempt, Trial } from './trial.ts';

/** An example before it was run: a tool's, or that of `identify`. */
export interface Scenario {
  /** The tool's name, or `identify`. */
  readonly name: string;
  readonly effect: Effect;
  readonly example: ToolExample;
  /** Everything that the provider answers, the connection's answers included. */
  readonly answers: readonly ScriptedAnswer[];
}

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
export class Subject {
  readonly plugin: AnyPlugin;
  readonly options: PluginSuiteOptions;
  #runs: Promise<readonly ExampleRun[]> | undefined;
  #lastTrial: Promise<unknown> = Promise.resolve();

  constructor(plugin: AnyPlugin, options: PluginSuiteOptions) {
    this.plugin = plugin;
    this.options = options;
  }

  /** The name of the auth method that the suite connects by. */
  get auth(): string {
    return this.options.connection?.auth ?? Object.keys(this.plugin.auth)[0] ?? '';
  }

  get method(): AuthMethod | undefined {
    return this.plugin.auth[this.auth];
  }

  /** The tools that exist under the auth method. */
  get tools(): readonly Tool[] {
    return this.plugin.tools.filter(({ auth }) => auth?.includes(this.auth) ?? true);
  }

  /** Every example of every tool, and `identify` where the plugin has it. */
  get scenarios(): readonly Scenario[] {
    const shared = this.options.connection?.answers ?? [];
    const identify: Scenario[] = this.plugin.identify
      ? [{ name: 'identify', effect: 'read', example: { input: {}, answers: [] }, answers: shared }]
      : [];
    const ofTools = this.tools.flatMap(({ name, effect }) =>
      this.examplesOf(name).map((example) => {
        const answers = [...example.answers, ...shared];
        return { name, effect, example, answers };
      }),
    );
    return [...identify, ...ofTools];
  }

  examplesOf(tool: string): readonly ToolExample[] {
    const given = Object.hasOwn(this.options.examples, tool) ? this.options.examples[tool] : undefined;
    if (given === undefined) return [];
    return isList(given) ? given : [given];
  }

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

function isList(given: ToolExample | readonly ToolExample[]): given is readonly ToolExample[] {
  return Array.isArray(given);
}

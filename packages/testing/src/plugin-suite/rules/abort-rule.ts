import type { Attempt } from '../attempt.ts';
import { attemptProblems, endInWords, sidecarErrorOf } from '../attempt-problems.ts';
import type { PluginRule } from '../plugin-rule.ts';
import type { ExampleRun, Step, Subject } from '../subject.ts';

/** Long enough for the beginning of an answer to get to the plugin. */
const arrivalMs = 20;

/** A host that gives up must get its answer at once, and nothing may go on behind its back. */
export const abort: PluginRule = {
  level: 'silver',
  sentence: 'ends at once when its signal aborts, before and during every request of every tool',
  check: async (subject) => {
    const problems: string[] = [];
    for (const run of await subject.runs()) {
      problems.push(...(await abortedBefore(subject, run)));
      for (const step of run.steps) {
        for (const kind of ['silent', 'silent-body'] as const)
          problems.push(...(await abortedDuring(subject, { run, step }, kind)));
      }
    }
    return problems;
  },
};

function abortedBefore(subject: Subject, run: ExampleRun): Promise<readonly string[]> {
  // Who answers without asking has nothing to end.
  if (run.steps.length === 0) return Promise.resolve([]);
  return subject.withTrial(run.answers, async (trial) => {
    const attempt = await trial.attempt(run, AbortSignal.abort());
    const { received } = trial.provider;
    return [
      ...abortProblems(subject, attempt).map((problem) => `${run.name}, aborted before it began: ${problem}`),
      ...(received.length > 0 ? [`${run.name} sent a request though it was aborted before it began`] : []),
    ];
  });
}

function abortedDuring(
  subject: Subject,
  { run, step }: { readonly run: ExampleRun; readonly step: Step },
  kind: 'silent' | 'silent-body',
): Promise<readonly string[]> {
  return subject.withTrial(run.answers, async (trial) => {
    const { provider } = trial;
    const controller = new AbortController();
    provider.faultAt = { step: step.name, fault: { kind } };
    const ending = trial.attempt(run, controller.signal);
    await Promise.race([provider.silence, ending]);
    // Whoever has no use for the body is done when the answer begins.
    if (kind === 'silent-body' && (await Promise.race([ending, wait(arrivalMs)]))?.ended === 'output')
      return [];
    controller.abort();
    const attempt = await ending;
    const open = provider.received.at(-1);
    const isClosed = await Promise.race([open?.closed.then(() => true), wait(trial.patienceMs)]);
    const where = `${run.name}, ${step.name}, aborted while it waits for ${kind === 'silent' ? 'an answer' : 'the rest of an answer'}:`;
    return [
      ...abortProblems(subject, attempt).map((problem) => `${where} ${problem}`),
      ...(isClosed === true ? [] : [`${where} the connection stays open`]),
    ];
  });
}

function abortProblems(subject: Subject, attempt: Attempt): readonly string[] {
  const general = attemptProblems(subject, attempt);
  if (general.length > 0) return general;
  return sidecarErrorOf(attempt)?.code === 'aborted' ? [] : [`${endInWords(attempt)}, not with aborted`];
}

function wait(durationMs: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), durationMs).unref();
  });
}

import type { Attempt } from '../attempt.ts';
import { attemptProblems, sidecarErrorOf } from '../attempt-problems.ts';
import { hostileAnswers, hostileRefusals } from '../hostile-bodies.ts';
import { mutations } from '../mutations.ts';
import type { PluginRules } from '../plugin-rule.ts';
import type { Fault } from '../provider/fault.ts';
import type { ExampleRun, Step, Subject } from '../subject.ts';
import type { Trial } from '../trial.ts';
import { identityProblems } from './example-rules.ts';

/** What a plugin makes of answers that are not as documented. */
export const answerRules = {
  'hostile-answers': {
    level: 'silver',
    sentence: 'survives answers and refusals of any shape: nothing, HTML, other JSON, huge, deep',
    check: (subject) => judgeAnswers(subject, () => [...hostileAnswers, ...hostileRefusals]),
  },
  'mutated-answers': {
    level: 'gold',
    sentence: 'survives every field of every answer being missing or of another type',
    check: (subject) =>
      judgeAnswers(subject, ({ answer: { body, ...answer } }) =>
        [...mutations(typeof body === 'string' || body instanceof Uint8Array ? undefined : body)].map(
          ({ title, body: mutated }) => [title, { kind: 'answer', status: 200, ...answer, body: mutated }],
        ),
      ),
  },
} as const satisfies PluginRules;

/** Runs every example once for each of its requests and each hostile answer to it. */
async function judgeAnswers(
  subject: Subject,
  answersTo: (step: Step) => Iterable<readonly [title: string, fault: Fault]>,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const run of await subject.runs()) {
    // One connection serves them all: none of these answers says anything about the connection.
    await subject.withTrial(run.answers, async (trial) => {
      for (const step of run.steps) {
        for (const [title, fault] of answersTo(step)) {
          trial.provider.faultAt = { step: step.name, fault };
          const found = await answerProblems(subject, { run, trial });
          problems.push(
            ...found.map((problem) => `${run.name}, ${step.name} answered with ${title}: it ${problem}`),
          );
        }
      }
    });
  }
  return problems;
}

async function answerProblems(
  subject: Subject,
  { run, trial }: { readonly run: ExampleRun; readonly trial: Trial },
): Promise<readonly string[]> {
  const attempt = await trial.attempt(run);
  if ('polluted' in {}) return ['lets an answer change the prototype of all objects'];
  const identity =
    run.name === 'identify' && attempt.ended === 'output' ? identityProblems(attempt.output) : [];
  return [...attemptProblems(subject, attempt), ...identity, ...codeProblems(attempt)];
}

/** The person has nothing to do with it, and their connection is in order. */
function codeProblems(attempt: Attempt): readonly string[] {
  const code = sidecarErrorOf(attempt)?.code;
  return code === 'needs_reauth' || code === 'not_connected'
    ? [`failed with ${code}, and the connection is in order`]
    : [];
}

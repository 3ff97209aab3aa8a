import { endInWords, sidecarErrorOf } from '../attempt-problems.ts';
import { eachStep, type FaultyStep, isSafe, isWrite } from '../each-step.ts';
import type { PluginRules } from '../plugin-rule.ts';
import type { Fault } from '../provider/fault.ts';

const ambiguous: readonly (readonly [title: string, fault: Fault])[] = [
  ['a 500', { kind: 'answer', status: 500, body: {} }],
  ['a 502', { kind: 'answer', status: 502, body: 'Bad gateway' }],
  ['a connection cut after sending', { kind: 'cut' }],
  ['an answer cut off in the middle', { kind: 'cut-body' }],
  [
    'a page of HTML',
    { kind: 'answer', status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' },
  ],
];

/** What a plugin says of a write whose answer it does not have. */
export const writeRules = {
  'ambiguous-writes': {
    level: 'silver',
    sentence: 'sends a write once, and says that nobody knows whether it happened when its answer is lost',
    check: async (subject) => {
      const problems: string[] = [];
      for (const [title, fault] of ambiguous) {
        const lost = await eachStep(subject, { fault, only: isWrite }, (faulty) => lostProblems(faulty));
        problems.push(...lost.map((problem) => `${problem} after ${title}`));
      }
      const refused = { fault: { kind: 'answer', status: 500, body: {} }, only: isBeforeWrites } as const;
      return [...problems, ...(await eachStep(subject, refused, needlessProblems))];
    },
  },
} as const satisfies PluginRules;

function lostProblems({ attempt, sent }: FaultyStep): readonly string[] {
  const again = sent > 1 ? [`was sent ${sent} times`] : [];
  // A 200 that is not read may be an answer to this plugin.
  if (attempt.ended === 'output') return again;
  const error = sidecarErrorOf(attempt);
  if (error?.outcome !== 'unknown') return [...again, `${endInWords(attempt)} without outcome "unknown"`];
  return error.retryable ? [...again, 'calls a write retryable that may have happened'] : again;
}

/** The first request of a tool that writes, where that request itself only reads. */
function isBeforeWrites(...[run, step]: Parameters<typeof isWrite>): boolean {
  return run.effect !== 'read' && run.steps[0] === step && isSafe(step);
}

function needlessProblems({ attempt }: FaultyStep): readonly string[] {
  return sidecarErrorOf(attempt)?.outcome === 'unknown'
    ? ['says that nobody knows whether it happened, though nothing was written yet']
    : [];
}

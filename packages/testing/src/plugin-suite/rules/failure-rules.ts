import type { SidecarErrorCode } from '@sidecar/core';
import type { Attempt } from '../attempt.ts';
import { attemptProblems, endInWords, sidecarErrorOf } from '../attempt-problems.ts';
import { eachStep, type FaultyStep } from '../each-step.ts';
import type { PluginRules } from '../plugin-rule.ts';
import type { Fault } from '../provider/fault.ts';
import type { ExampleRun, Subject } from '../subject.ts';
import type { Trial } from '../trial.ts';

const error = { error: { message: 'No.' }, message: 'No.' };

/** Failing statuses, and what each may come out as. */
const statuses: readonly (readonly [
  fault: Fault & { kind: 'answer' },
  codes: readonly SidecarErrorCode[],
])[] = [
  [answer(401), ['needs_reauth', 'provider_rejected']],
  [answer(403), ['insufficient_scope', 'provider_rejected', 'not_configured']],
  [answer(404), ['not_found']],
  [answer(409), ['conflict']],
  [answer(422), ['provider_rejected', 'invalid_input']],
  // So long that nobody waits for it.
  [answer(429, { 'retry-after': '86400' }), ['rate_limited']],
  [answer(500), ['provider_unavailable']],
  [answer(502), ['provider_unavailable']],
  [answer(503), ['provider_unavailable']],
];

/** What comes out when the provider refuses or cannot be reached. */
export const failureRules = {
  statuses: {
    level: 'silver',
    sentence:
      'turns 401, 403, 404, 409, 422, 429 and 5xx into the right error, at every request of every tool',
    check: async (subject) => {
      const problems: string[] = [];
      for (const [fault, codes] of statuses) {
        const found = await eachStep(subject, { fault }, (faulty) =>
          statusProblems(subject, faulty, { fault, codes }),
        );
        problems.push(...found);
      }
      return problems;
    },
  },
  'network-failures': {
    level: 'silver',
    sentence: 'turns a refused or broken connection into a network error, at every request of every tool',
    check: async (subject) => {
      const problems: string[] = [];
      for (const kind of ['refused', 'cut', 'cut-body'] as const)
        problems.push(
          ...(await eachStep(subject, { fault: { kind } }, (faulty) =>
            networkProblems(subject, faulty, kind),
          )),
        );
      return problems;
    },
  },
  'refused-token': {
    level: 'silver',
    sentence: 'works on with the new token when the provider refuses the old one',
    check: async (subject) =>
      isRenewable(subject)
        ? eachStep(
            subject,
            { fault: answer(401), times: 1, attempt: throughConnection },
            renewalProblems(subject),
          )
        : [],
  },
} as const satisfies PluginRules;

function isRenewable({ method }: Subject): boolean {
  return method?.kind === 'minted' || (method?.kind === 'oauth2' && method.refreshToken !== 'none');
}

/** The client that `identify` is tried with otherwise was made to connect, with a token that nothing renews yet. */
function throughConnection(trial: Trial, run: ExampleRun): Promise<Attempt> {
  return run.name === 'identify' ? trial.verify() : trial.attempt(run);
}

function renewalProblems({ options }: Subject) {
  return ({ attempt, trial }: FaultyStep): readonly string[] => {
    if (attempt.ended !== 'output') return [`a token refused once: it ${endInWords(attempt)}`];
    return options.connection?.mint && trial.provider.mintRequests === 0
      ? ['a token refused once: its mint gave an old token again instead of asking for a new one']
      : [];
  };
}

function answer(status: number, headers: Readonly<Record<string, string>> = {}) {
  return { kind: 'answer', status, headers, body: error } as const;
}

function statusProblems(
  subject: Subject,
  { run, step, attempt }: FaultyStep,
  {
    fault: { status },
    codes,
  }: { readonly fault: { readonly status: number }; readonly codes: readonly SidecarErrorCode[] },
): readonly string[] {
  if (attempt.ended === 'output')
    return step.answer.ordinary?.includes(status) ? [] : [`after ${status} it ${endInWords(attempt)}`];
  const general = attemptProblems(subject, attempt);
  if (general.length > 0) return general.map((problem) => `after ${status} it ${problem}`);
  const code = sidecarErrorOf(attempt)?.code;
  if (!code || !codes.includes(code))
    return [`after ${status} it ${endInWords(attempt)}, not with ${codes.join(' or ')}`];
  const isUnknown = sidecarErrorOf(attempt)?.outcome === 'unknown';
  return isUnknown && run.effect === 'read'
    ? [`after ${status} it says that it may have written something, and it only reads`]
    : [];
}

function networkProblems(subject: Subject, { run, attempt }: FaultyStep, kind: string): readonly string[] {
  const where = kind === 'refused' ? 'when nobody listens' : `when the connection breaks (${kind})`;
  const general = attemptProblems(subject, attempt);
  if (general.length > 0) return general.map((problem) => `${where} it ${problem}`);
  const found = sidecarErrorOf(attempt);
  if (found?.code !== 'network') return [`${where} it ${endInWords(attempt)}, not with network`];
  if (run.effect !== 'read') return [];
  return [
    ...(found.outcome === 'unknown'
      ? [`${where} it says that it may have written something, and it only reads`]
      : []),
    ...(found.retryable ? [] : [`${where} its error is not retryable, and it only reads`]),
  ];
}

import type { SidecarErrorCode } from '@sidecar/core';
import { attemptProblems, endInWords, sidecarErrorOf } from '../attempt-problems.ts';
import { hostileAnswers } from '../hostile-bodies.ts';
import type { PluginRule } from '../plugin-rule.ts';
import type { Fault } from '../provider/fault.ts';
import { withoutNewToken } from '../without-new-token.ts';

const final: readonly SidecarErrorCode[] = ['not_configured', 'needs_reauth'];
const passing: readonly SidecarErrorCode[] = ['provider_unavailable', 'invalid_response'];

/** What the provider does instead of giving a token, and what that may come out as. */
const refusals: readonly (readonly [title: string, fault: Fault, codes: readonly SidecarErrorCode[]])[] = [
  ['a 401', { kind: 'answer', status: 401, body: { message: 'No.' } }, final],
  ['a 403', { kind: 'answer', status: 403, body: { message: 'No.' } }, final],
  ['a 404', { kind: 'answer', status: 404, body: { message: 'No.' } }, final],
  ['a 429', { kind: 'answer', status: 429, body: { message: 'Slowly.' } }, ['rate_limited']],
  ['a 500', { kind: 'answer', status: 500, body: {} }, ['provider_unavailable']],
  ['a broken connection', { kind: 'cut' }, ['network']],
  ...[...hostileAnswers].map(([title, fault]) => [title, fault, passing] as const),
];

/** What comes of a key when the provider gives nothing for it. */
export const mintFailures: PluginRule = {
  level: 'silver',
  sentence: 'tells a refused key from a provider in trouble when it makes tokens from a key',
  check: async (subject) => {
    const problems: string[] = [];
    for (const [title, fault, codes] of refusals) {
      const found = await withoutNewToken(
        subject,
        () => fault,
        (_, attempt) => {
          const general = attemptProblems(subject, attempt);
          if (general.length > 0) return general;
          const code = sidecarErrorOf(attempt)?.code;
          return code && codes.includes(code)
            ? []
            : [`${endInWords(attempt)}, not with ${codes.join(' or ')}`];
        },
      );
      problems.push(...(found ?? []).map((problem) => `mint answered with ${title}: it ${problem}`));
    }
    return problems;
  },
};

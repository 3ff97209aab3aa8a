import type { SidecarErrorCode } from '@sidecar/core';
import { sidecarErrorOf } from '../attempt-problems.ts';
import { eachStep } from '../each-step.ts';
import type { PluginRule } from '../plugin-rule.ts';

/** Codes with which a person can do something. */
const remediable: ReadonlySet<SidecarErrorCode> = new Set([
  'needs_reauth',
  'insufficient_scope',
  'rate_limited',
  'not_configured',
]);

/** Who reads an error has to know whom it concerns and what to do. */
export const remedies: PluginRule = {
  level: 'gold',
  sentence: 'names itself in its errors, and what a person can do where there is something to do',
  check: async (subject) => {
    const problems: string[] = [];
    const hasAccount = subject.method?.kind !== 'none';
    for (const status of [401, 403, 404, 409, 422, 429, 500]) {
      const headers = { 'retry-after': '86400' };
      const fault = { kind: 'answer', status, headers, body: { message: 'No.' } } as const;
      problems.push(
        ...(await eachStep(subject, { fault }, ({ attempt }) => {
          const error = sidecarErrorOf(attempt);
          if (!error) return [];
          const canHelp =
            (status === 401 && hasAccount) || error.outcome === 'unknown' || remediable.has(error.code);
          return [
            ...(error.message.includes(subject.plugin.name)
              ? []
              : [`after ${status} its message does not say ${subject.plugin.name}: ${error.message}`]),
            ...(canHelp && !error.nextAction
              ? [`after ${status} it fails with ${error.code} and no nextAction`]
              : []),
          ];
        })),
      );
    }
    return problems;
  },
};

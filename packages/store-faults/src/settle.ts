import { setTimeout } from 'node:timers/promises';
import { type Claims, type FaultReport, tally } from './fault-report.ts';
import { askAll, type ExpiredAccount, type Stage } from './stage.ts';
import type { TokenOutcome } from './token-orders.ts';
import type { TokenProcess } from './token-process.ts';

/** What a scenario hands over to be judged. */
export interface Played {
  readonly expired: ExpiredAccount;
  readonly processes: readonly TokenProcess[];
  readonly outcomes: readonly TokenOutcome[];
  /** How many requests for tokens there had been before. */
  readonly requestsBefore: number;
}

/** Whoever was refused for now is told to come again; so often we do. */
const mostAttempts = 20;

/**
 * Judges a run when it is over: every token that was handed out is the one in the store, the server says that both tokens there
 * and the grant are alive, and every process that lives gets the token.
 */
export async function settle(stage: Stage, played: Played, claims: Claims): Promise<FaultReport> {
  const { expired, processes, outcomes, requestsBefore } = played;
  const { authorization } = stage;
  const alive = processes.filter(({ isAlive }) => isAlive);
  const later = await untilServed(alive, expired);
  const report = tally(outcomes, authorization.requestCount - requestsBefore, claims);
  const problems = [...report.problems];
  const stored = await stage.storedTokens(expired.account);
  if (!(await authorization.isGrantAlive(expired.grantId))) problems.push('the grant was lost');
  if (stored === undefined) problems.push('the record is gone');
  for (const [name, token] of Object.entries(stored ?? {}))
    if (!(await authorization.isLive(token))) problems.push(`the ${name} in the store is not alive`);
  const unserved = later.filter(({ token }) => token === undefined);
  if (unserved.length > 0)
    problems.push(
      `${unserved.length} of ${alive.length} processes got no token in the end, but ${unserved[0]?.error}`,
    );
  const handedOut = [...outcomes, ...later].flatMap(({ token }) => token ?? []);
  if (handedOut.some((token) => token !== stored?.accessToken))
    problems.push('a token was handed out that is not in the store');
  return { ...report, problems };
}

async function untilServed(
  processes: readonly TokenProcess[],
  expired: ExpiredAccount,
): Promise<readonly TokenOutcome[]> {
  for (let attempt = 1; ; attempt += 1) {
    const outcomes = await askAll(processes, expired, 1);
    if (attempt === mostAttempts || !outcomes.some(({ isRetryable }) => isRetryable)) return outcomes;
    await setTimeout(1_000);
  }
}

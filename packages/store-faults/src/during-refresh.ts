import type { Claims, FaultReport } from './fault-report.ts';
import { settle } from './settle.ts';
import { askAll, type Stage } from './stage.ts';

/** How long the token endpoint takes meanwhile. */
const exchangeMs = 1_500;

/** Does something to the store while the answer of the token endpoint is under way, which cost the old refresh token. */
export async function duringRefresh(
  stage: Stage,
  { claims, strike }: { readonly claims: Claims; readonly strike: () => Promise<void> },
): Promise<FaultReport> {
  const { authorization } = stage;
  const expired = await stage.expire();
  const { requestCount: requestsBefore, rotationCount } = authorization;
  const processes = await stage.start(8);
  authorization.fail({ delayMs: exchangeMs }, { times: 1 });
  const asked = askAll(processes, expired, 100);
  await authorization.rotated(rotationCount + 1);
  await strike();
  const outcomes = await asked;
  return settle(stage, { expired, processes, outcomes, requestsBefore }, claims);
}

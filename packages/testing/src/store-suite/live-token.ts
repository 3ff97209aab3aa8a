import assert from 'node:assert/strict';
import type { FakeAuthorizationServer } from '../authorization-server/authorization-server.ts';
import type { TokenOutcome } from './process/process-orders.ts';

/** The one token that all callers must have got, alive. */
export function liveToken(
  outcomes: readonly TokenOutcome[],
  { server, callers }: { readonly server: FakeAuthorizationServer; readonly callers: number },
): string {
  assert.equal(outcomes.length, callers, `${callers} callers must have got an answer`);
  const errors = outcomes.flatMap((outcome) => ('error' in outcome ? [outcome.error] : []));
  assert.deepEqual(
    [...new Set(errors)],
    [],
    `all ${callers} callers must get a token, ${errors.length} got an error`,
  );
  const tokens = [...new Set(outcomes.map((outcome) => ('token' in outcome ? outcome.token : '')))];
  assert.equal(tokens.length, 1, `all callers must get the same token, they got ${tokens.length}`);
  const [token = ''] = tokens;
  assert.ok(server.isLive(token), 'the token that the callers got must be alive');
  return token;
}

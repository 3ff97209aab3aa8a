import { setTimeout } from 'node:timers/promises';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Counter } from './counter.ts';
import type { ServerFaults } from './server-faults.ts';

interface TokenWatch {
  readonly requests: Counter;
  readonly rotations: Counter;
  readonly faults: ServerFaults;
}

/** A middleware that counts what comes to the token endpoint, and misbehaves where that was ordered. */
export function tokenEndpoint({ requests, rotations, faults }: TokenWatch) {
  let previous: Promise<unknown> = Promise.resolve();

  /** One after the other, as a database would have it: no two requests find the same token unused. */
  function inTurn(process: () => Promise<void>): Promise<void> {
    const turn = previous.then(process);
    previous = turn.catch(() => undefined);
    return turn;
  }

  return async (context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    if (context.path !== '/token') return next();
    const fault = faults.next();
    requests.add();
    if (fault === 'hang') {
      context.respond = false;
      return faults.hang(context.res);
    }
    if (fault && 'status' in fault) {
      context.status = fault.status;
      context.body = '<html>';
      return;
    }
    await inTurn(next);
    if (context.oidc.entities.RotatedRefreshToken) rotations.add();
    if (fault) await setTimeout(fault.delayMs);
  };
}

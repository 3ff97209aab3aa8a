import type { SidecarError } from '../errors.ts';
import { type Cooldown, connectionHoldKey } from './cooldown.ts';
import type { ExchangeOutcome } from './exchange.ts';
import type { RefreshContext } from './refresh-context.ts';
import { coolingDownError, misconfiguredError } from './token-errors.ts';

/** The cooldowns that concern one refresh: its connection's and its client's. */
export interface RefreshCooldowns {
  /** Rejects while one lasts; answers whether the last refresh failed. */
  check(): Promise<boolean>;
  clear(): Promise<void>;
  /** Starts one after a failure, and answers the error that says so. */
  start(outcome: Extract<ExchangeOutcome, { kind: 'misconfigured' | 'transient' }>): Promise<SidecarError>;
}

/** Looks after the cooldowns of one refresh. */
export function refreshCooldowns(context: RefreshContext, clientHold: string | undefined): RefreshCooldowns {
  const { cooldowns, key } = context;
  const own = connectionHoldKey(key);
  const all = clientHold === undefined ? [own] : [own, clientHold];
  let failedBefore = false;
  return {
    check: async () => {
      const found = await Promise.all(all.map((hold) => cooldowns.read(hold)));
      const running = found.find((cooldown) => cooldown !== undefined && cooldown.remainingMs > 0);
      if (running) throw coolingDownError(context, running);
      failedBefore = found.some((cooldown) => cooldown !== undefined);
      return failedBefore;
    },
    clear: async () => {
      if (!failedBefore) return;
      // The tokens are saved; a cooldown that cannot be cleared only runs out by itself.
      await Promise.all(all.map((hold) => cooldowns.clear(hold))).catch(() => undefined);
    },
    start: async (outcome) => {
      const misconfigured = outcome.kind === 'misconfigured';
      const code: Cooldown['code'] = misconfigured ? 'not_configured' : outcome.code;
      const hold = misconfigured ? (clientHold ?? own) : own;
      const cooldown = await cooldowns.start(hold, code, misconfigured ? 0 : outcome.retryAfterMs);
      context.changed();
      if (misconfigured) return misconfiguredError(context, cooldown.remainingMs);
      return coolingDownError(context, cooldown, outcome.cause);
    },
  };
}

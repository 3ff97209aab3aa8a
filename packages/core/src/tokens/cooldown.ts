import { z } from 'zod';
import type { OAuthClient } from '../auth/oauth2.ts';
import type { Clock } from '../clock.ts';
import type { SidecarErrorCode } from '../errors.ts';
import { lazySchema } from '../lazy-schema.ts';
import { storeKey } from '../storage/keys.ts';
import type { Store } from '../storage/store.ts';
import type { ConnectionKey } from './connection-key.ts';
import { HoldEntries } from './hold-entries.ts';

const firstCooldownMs = 10_000;
const longestCooldownMs = 5 * 60_000;

const cooldownEntry = lazySchema(() =>
  z.object({
    code: z.enum([
      'provider_unavailable',
      'network',
      'timeout',
      'rate_limited',
      'not_configured',
      'provider_rejected',
      'invalid_response',
    ]),
    failures: z.number(),
    startedAt: z.number(),
    durationMs: z.number(),
  }),
);

type CooldownEntry = z.infer<ReturnType<typeof cooldownEntry>>;

/** Why nothing is sent for a while. */
export interface Cooldown {
  readonly code: SidecarErrorCode & CooldownEntry['code'];
  /** How many refreshes have failed in a row. */
  readonly failures: number;
  readonly remainingMs: number;
}

/** Where a connection's failures are kept, so that every process holds back after one process has failed. */
export function connectionHoldKey({ user, integration, account, credential }: ConnectionKey): string {
  return storeKey('holds', user, integration, account, ...(credential === undefined ? [] : [credential]));
}

/** Where a client's refusal is kept; the secret is part of it, so that a corrected one is tried at once. */
export async function clientHoldKey(tokenUrl: string, client: OAuthClient): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify([tokenUrl, client.id, client.secret]));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
  return storeKey(
    'holds',
    'client',
    [...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  );
}

/** Cooldowns after failures, kept in the store beside the leases. */
export class Cooldowns {
  readonly #entries: HoldEntries<CooldownEntry>;
  readonly #clock: Clock;
  readonly #random: () => number;

  constructor(store: Store, clock: Clock, random: () => number) {
    this.#entries = new HoldEntries(store, clock, (value) => cooldownEntry().safeParse(value).data);
    this.#clock = clock;
    this.#random = random;
  }

  /** The cooldown in force or the last one that ran out; undefined when the last refresh went well. */
  async read(key: string): Promise<Cooldown | undefined> {
    const found = await this.#entries.read(key);
    if (!found) return undefined;
    const { code, failures, durationMs } = found.entry;
    return { code, failures, remainingMs: Math.max(0, durationMs - found.elapsedMs) };
  }

  /** Starts a cooldown, twice as long as the one before, or as long as the provider asks for. */
  async start(key: string, code: Cooldown['code'], retryAfterMs = 0): Promise<Cooldown> {
    const { failures, durationMs } = await this.#entries.replace(key, (before) => {
      const times = 1 + (before?.failures ?? 0);
      const backoffMs =
        Math.min(longestCooldownMs, firstCooldownMs * 2 ** (times - 1)) * (0.9 + 0.2 * this.#random());
      const longestMs = Math.max(backoffMs, Math.min(retryAfterMs, 24 * 3_600_000));
      return { code, failures: times, startedAt: this.#clock.now(), durationMs: longestMs };
    });
    return { code, failures, remainingMs: durationMs };
  }

  /** Ends it: a refresh went well. */
  async clear(key: string): Promise<void> {
    await this.#entries.clear(key);
  }
}

import { z } from 'zod';
import type { OAuthClient } from '../auth/oauth2.ts';
import type { Clock } from '../clock.ts';
import type { SidecarErrorCode } from '../errors.ts';
import { parseJson } from '../http/read-text.ts';
import { lazySchema } from '../lazy-schema.ts';
import { storeKey } from '../storage/keys.ts';
import type { Store } from '../storage/store.ts';
import type { ConnectionKey } from './connection-key.ts';

const firstCooldownMs = 10_000;
const longestCooldownMs = 5 * 60_000;
/** How many entries one process remembers to have seen. */
const rememberedEntries = 1_000;

const holdEntry = lazySchema(() =>
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

type HoldEntry = z.infer<ReturnType<typeof holdEntry>>;

/** Why nothing is sent for a while. */
export interface Cooldown {
  readonly code: SidecarErrorCode & HoldEntry['code'];
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
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #random: () => number;
  /** When this process first saw an entry, for hosts whose clocks disagree. */
  readonly #firstSeen = new Map<string, { readonly version: string; readonly at: number }>();

  constructor(store: Store, clock: Clock, random: () => number) {
    this.#store = store;
    this.#clock = clock;
    this.#random = random;
  }

  /** The cooldown in force or the last one that ran out; undefined when the last refresh went well. */
  async read(key: string): Promise<Cooldown | undefined> {
    const stored = await this.#store.get(key);
    if (!stored) return undefined;
    const entry = holdEntry().safeParse(parseJson(stored.value)).data;
    if (!entry) return undefined;
    return {
      code: entry.code,
      failures: entry.failures,
      remainingMs: this.#remainingMs(key, stored.version, entry),
    };
  }

  /** Starts a cooldown, twice as long as the one before, or as long as the provider asks for. */
  async start(key: string, code: Cooldown['code'], retryAfterMs = 0): Promise<Cooldown> {
    const stored = await this.#store.get(key);
    const failures = 1 + (holdEntry().safeParse(parseJson(stored?.value)).data?.failures ?? 0);
    const backoffMs =
      Math.min(longestCooldownMs, firstCooldownMs * 2 ** (failures - 1)) * (0.9 + 0.2 * this.#random());
    const durationMs = Math.max(backoffMs, Math.min(retryAfterMs, 24 * 3_600_000));
    const entry = { code, failures, startedAt: this.#clock.now(), durationMs };
    // Whoever was faster has started one too.
    await this.#store.set(key, JSON.stringify(entry), stored?.version);
    return { code, failures, remainingMs: durationMs };
  }

  /** Ends it: a refresh went well. */
  async clear(key: string): Promise<void> {
    const stored = await this.#store.get(key);
    this.#firstSeen.delete(key);
    if (stored) await this.#store.delete(key, stored.version);
  }

  #remainingMs(key: string, version: string, entry: HoldEntry): number {
    const seen = this.#firstSeen.get(key);
    const first = seen?.version === version ? seen : { version, at: this.#clock.monotonic() };
    this.#remember(key, first);
    const bySight = first.at + entry.durationMs - this.#clock.monotonic();
    const elapsed = this.#clock.now() - entry.startedAt;
    // A start in the future was written by a host whose clock is ahead: then only what this process saw counts.
    return Math.max(0, elapsed < 0 ? bySight : Math.min(bySight, entry.durationMs - elapsed));
  }

  /** Keeps the latest only: an outage may concern very many connections. */
  #remember(key: string, sighting: { readonly version: string; readonly at: number }): void {
    this.#firstSeen.delete(key);
    this.#firstSeen.set(key, sighting);
    const [oldest] = this.#firstSeen.keys();
    if (this.#firstSeen.size > rememberedEntries && oldest !== undefined) this.#firstSeen.delete(oldest);
  }
}

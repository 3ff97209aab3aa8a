import { createSidecar, existingGrant, type Store } from '@sidecar/core';
import { fakeClock } from '@sidecar/testing';
import type { FaultSubject } from './fault-subject.ts';
import { faultsPlugin } from './faults-plugin.ts';
import { type FaultyLink, faultyLink } from './faulty-link.ts';
import { startStrictServer } from './strict-server/start-strict-server.ts';
import type { StrictServer } from './strict-server/strict-server.ts';
import type { TokenOutcome } from './token-orders.ts';
import { startTokenProcess, type TokenProcess } from './token-process.ts';

/** A connection whose access token has expired. */
export interface ExpiredAccount {
  readonly account: string;
  readonly grantId: string;
}

/** Both tokens of a record. */
export interface StoredTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** What a scenario plays on: the store's server behind a link, an authorization server, processes. */
export interface Stage {
  readonly subject: FaultSubject;
  readonly link: FaultyLink;
  readonly authorization: StrictServer;
  /** Connects an account long ago, by way of the server itself. */
  expire(): Promise<ExpiredAccount>;
  start(count: number, options?: StartOptions): Promise<readonly TokenProcess[]>;
  /** What stands in the store now, by way of the server itself. */
  storedTokens(account: string): Promise<StoredTokens | undefined>;
  close(): Promise<void>;
}

/** How processes are started. */
export interface StartOptions {
  readonly clockOffsetMs?: number;
  /** A command before each, such as `ip netns exec …`. */
  readonly before?: readonly string[];
}

/** How long ago accounts were connected: longer than any clock is off, and longer than a token lives. */
const ageMs = 30 * 3_600_000;

/** Builds a stage; refresh tokens that come twice end the grant, after `graceMs` where the scenario asks for one. */
export async function buildStage(
  subject: FaultSubject,
  { graceMs = 0 }: { readonly graceMs?: number } = {},
): Promise<Stage> {
  const { opener, server } = subject;
  const authorization = await startStrictServer({ graceMs });
  const link = await faultyLink(server);
  const processes: TokenProcess[] = [];
  const { endpoints } = authorization;

  async function openStore(): Promise<Store> {
    const { [opener.exportName]: open }: Readonly<Record<string, unknown>> = await import(opener.module.href);
    if (typeof open !== 'function') throw new Error(`There is no function "${opener.exportName}".`);
    return open(...server.openArguments(server));
  }

  async function withStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
    const store = await openStore();
    try {
      return await work(store);
    } finally {
      await store.close?.();
    }
  }

  return {
    subject,
    link,
    authorization,
    expire: () =>
      withStore(async (store) => {
        const account = crypto.randomUUID();
        const issued = await authorization.issue();
        const clock = fakeClock({ now: Date.now() - ageMs });
        const sidecar = createSidecar({ plugins: [faultsPlugin(endpoints)], store, clock });
        authorization.lifetimeSeconds = 3_600;
        await sidecar.connect('notes', { via: existingGrant(issued), account });
        await sidecar.close();
        // Hosts whose clocks are hours apart must still find the new token fresh.
        authorization.lifetimeSeconds = 24 * 3_600;
        return { account, grantId: issued.grantId };
      }),
    start: async (count, { clockOffsetMs = 0, before } = {}) => {
      const { module, exportName } = opener;
      const openArguments = server.openArguments(link);
      const job = { module: module.href, exportName, openArguments, endpoints, clockOffsetMs };
      const starting = Array.from({ length: count }, () => startTokenProcess(job, before));
      const started = await Promise.all(starting);
      processes.push(...started);
      return started;
    },
    storedTokens: (account) =>
      withStore(async (store) => {
        const stored = await store.get(`tokens/default/notes/${account}`);
        if (!stored) return undefined;
        const { accessToken, refreshToken } = JSON.parse(stored.value);
        return { accessToken: String(accessToken), refreshToken: String(refreshToken) };
      }),
    close: async () => {
      await Promise.all(processes.map((process) => process.kill()));
      await link.close();
      await authorization.close();
    },
  };
}

/** So many callers in each process ask for the same account's token. */
export async function askAll(
  processes: readonly TokenProcess[],
  { account }: ExpiredAccount,
  callers: number,
): Promise<readonly TokenOutcome[]> {
  const answers = await Promise.all(
    processes.map((process) => process.ask({ order: 'tokens', account, callers })),
  );
  return answers.flat();
}

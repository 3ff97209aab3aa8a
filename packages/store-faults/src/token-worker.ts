// One process of several over the same store. It takes orders and answers them, both as lines of JSON.
import { createInterface } from 'node:readline';
import { createSidecar, SidecarError, type Store, systemClock } from '@sidecar/core';
import { faultsPlugin } from './faults-plugin.ts';
import type { TokenJob, TokenOrder, TokenOutcome, TokenReply } from './token-orders.ts';

const job: TokenJob = JSON.parse(process.argv[2] ?? '{}');
const clock = { ...systemClock, now: () => Date.now() + job.clockOffsetMs };
const sidecar = createSidecar({
  plugins: [faultsPlugin(job.endpoints)],
  store: await openStore(),
  clock,
});

createInterface({ input: process.stdin }).on('line', async (line) => {
  const order: TokenOrder = JSON.parse(line);
  const callers = order.order === 'tokens' ? order.callers : 1;
  say({ outcomes: await Promise.all(Array.from({ length: callers }, () => timed(() => obey(order)))) });
});
say({ ready: true });

async function openStore(): Promise<Store> {
  const { [job.exportName]: open }: Readonly<Record<string, unknown>> = await import(job.module);
  if (typeof open !== 'function') throw new Error(`${job.module} exports no function "${job.exportName}".`);
  return open(...job.openArguments);
}

async function obey({ order, account }: TokenOrder): Promise<string> {
  if (order === 'tokens') return sidecar.connection('notes', account).getAccessToken();
  await sidecar.disconnect('notes', account);
  return '';
}

async function timed(ask: () => Promise<string>): Promise<TokenOutcome> {
  const startedAt = performance.now();
  const waitedMs = () => Math.round(performance.now() - startedAt);
  try {
    return { token: await ask(), waitedMs: waitedMs() };
  } catch (error) {
    if (!SidecarError.isInstance(error)) return { error: String(error), waitedMs: waitedMs() };
    return { error: error.code, isRetryable: error.retryable, waitedMs: waitedMs() };
  }
}

function say(reply: TokenReply): void {
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}

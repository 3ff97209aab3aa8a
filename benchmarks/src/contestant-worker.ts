// One process with one library in it. It reads orders as lines of JSON, and answers each with one.
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenConnection, SavedConnection, SetUpContestant } from './contestant.ts';
import { shareOfBareAwait } from './share-of-bare-await.ts';
import type { HerdAnswer, WorkerJob, WorkerOrder } from './worker.ts';

const { module, ...options }: WorkerJob = JSON.parse(process.argv[2] ?? '{}');
const { setUpContestant }: { setUpContestant: SetUpContestant } = await import(module);
const contestant = await setUpContestant(options);
const connections = new Map<string, OpenConnection>();

function opened(name: string): OpenConnection {
  const connection = connections.get(name);
  if (!connection) throw new Error(`${name} was not opened`);
  return connection;
}

/** So many callers at the same moment. */
async function herd({ name, callers, at }: { name: string; callers: number; at: number }) {
  const { source, tokenOf } = opened(name);
  await sleep(Math.max(0, at - now()));
  const startedAt = now();
  const outcomes = await Promise.allSettled(Array.from({ length: callers }, () => source.getAccessToken()));
  const endedAt = now();
  const tokens: Record<string, number> = {};
  const errors: Record<string, number> = {};
  for (const outcome of outcomes) {
    const [counts, key] =
      outcome.status === 'fulfilled'
        ? ([tokens, tokenOf(outcome.value)] as const)
        : ([errors, reasonOf(outcome.reason)] as const);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return { startedAt, endedAt, tokens, errors } satisfies HerdAnswer;
}

const orders = {
  save: (connection: SavedConnection) => contestant.save(connection),
  open: async ({ name }: { name: string }) => {
    connections.set(name, await contestant.open(name));
  },
  herd,
  share: ({ name }: { name: string }) => shareOfBareAwait(opened(name)),
};

/** Milliseconds since the epoch, finer than `Date.now()`: the same in every process of a machine. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0]?.slice(0, 100) ?? '';
}

function say(line: { answer?: unknown } | { failure: string }): void {
  process.stdout.write(`\u0001${JSON.stringify(line)}\n`);
}

createInterface({ input: process.stdin }).on('line', async (line) => {
  const { order, details }: WorkerOrder = JSON.parse(line);
  try {
    // The one who orders is this bench: the details are those of the order.
    say({ answer: await (orders[order] as (details: unknown) => Promise<unknown>)(details) });
  } catch (error) {
    say({ failure: reasonOf(error) });
  }
});
say({});

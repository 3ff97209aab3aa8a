import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Entrant } from './entrant.ts';
import { roundTripModule } from './entrant.ts';
import { median } from './median.ts';
import type { StrictServer } from './strict-server.ts';
import { type HerdAnswer, startWorker, type Worker } from './worker.ts';

/** What came of many calls at once on an expired token. */
export interface HerdResult {
  readonly callers: number;
  /** Refresh requests: the fewest and the most of the rounds. */
  readonly requests: readonly [number, number];
  /** Callers that hold a token which the server still accepts: the fewest and the most of the rounds. */
  readonly live: readonly [number, number];
  readonly grantsAlive: number;
  readonly rounds: number;
  /** From the first call to the last answer; median of the rounds. */
  readonly elapsedMs: number;
  /** One plain request to the same endpoint from a warm process; median of the rounds. */
  readonly roundTripMs: number;
  /** The most frequent error, if there were any. */
  readonly error?: string;
}

const rounds = 5;

/** Runs one library's herd in some rounds, each with a grant of its own, and after each a plain request. */
export async function measureHerd(
  { module }: Entrant,
  server: StrictServer,
  size: { readonly processes: number; readonly callers: number },
): Promise<HerdResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sidecar-bench-'));
  const { endpoints } = server;
  const job = { module, endpoints, ...(size.processes > 1 ? { folder } : {}) };
  const workers: Worker[] = [];
  const others: Worker[] = [];
  try {
    // The first process may have to make the store: the others find it.
    for (let count = 0; count < size.processes; count += 1) workers.push(await startWorker(job));
    const plain = await startWorker({ module: roundTripModule, endpoints });
    others.push(plain);
    // The first request of a process loads the HTTP client: not what is measured here.
    for (const [index, worker] of [...workers, plain].entries()) {
      const { live, errors } = await runRound(server, [worker], { name: `warm-up-${index}`, callers: 1 });
      // Otherwise a library that was set up wrongly would look like one that loses its grants.
      if (live !== 1) throw new Error(`A single caller got no live token: ${Object.keys(errors)[0] ?? ''}`);
    }
    const results: Round[] = [];
    const roundTripsMs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      roundTripsMs.push((await runRound(server, [plain], { name: `plain-${round}`, callers: 1 })).elapsedMs);
      results.push(await runRound(server, workers, { name: `round-${round}`, callers: size.callers }));
    }
    return summary(results, roundTripsMs, size.processes * size.callers);
  } finally {
    await Promise.all([...workers, ...others].map((worker) => worker.end()));
    await rm(folder, { recursive: true, force: true });
  }
}

interface Round {
  readonly requests: number;
  readonly live: number;
  readonly isGrantAlive: boolean;
  readonly elapsedMs: number;
  readonly errors: Readonly<Record<string, number>>;
}

async function runRound(
  server: StrictServer,
  workers: readonly Worker[],
  { name, callers }: { readonly name: string; readonly callers: number },
): Promise<Round> {
  const { grantId, ...tokens } = await server.issue();
  await workers[0]?.ask('save', { name, ...tokens, expiresAt: Date.now() - 60_000 });
  await Promise.all(workers.map((worker) => worker.ask('open', { name })));
  const sent = server.requestCount;
  const order = { name, callers, at: Date.now() + 50 };
  const answers = await Promise.all(workers.map((worker) => worker.ask<HerdAnswer>('herd', order)));
  let live = 0;
  const errors: Record<string, number> = {};
  for (const answer of answers) {
    for (const [token, count] of Object.entries(answer.tokens)) if (await server.isLive(token)) live += count;
    for (const [error, count] of Object.entries(answer.errors)) errors[error] = (errors[error] ?? 0) + count;
  }
  const startedAt = Math.min(...answers.map((answer) => answer.startedAt));
  return {
    requests: server.requestCount - sent,
    live,
    isGrantAlive: await server.isGrantAlive(grantId),
    elapsedMs: Math.max(...answers.map(({ endedAt }) => endedAt)) - startedAt,
    errors,
  };
}

function summary(results: readonly Round[], roundTripsMs: readonly number[], callers: number): HerdResult {
  const errors = results.flatMap((result) => Object.entries(result.errors));
  const [error] = errors.sort(([, left], [, right]) => right - left)[0] ?? [];
  return {
    callers,
    requests: range(results.map(({ requests }) => requests)),
    live: range(results.map(({ live }) => live)),
    grantsAlive: results.filter(({ isGrantAlive }) => isGrantAlive).length,
    rounds: results.length,
    elapsedMs: median(results.map(({ elapsedMs }) => elapsedMs)),
    roundTripMs: median(roundTripsMs),
    ...(error === undefined ? {} : { error }),
  };
}

function range(numbers: readonly number[]): readonly [number, number] {
  return [Math.min(...numbers), Math.max(...numbers)];
}

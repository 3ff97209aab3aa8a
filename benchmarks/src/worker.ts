import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TokenEndpoints } from './contestant.ts';

/** What a process is started with. */
export interface WorkerJob {
  /** URL of the module that exports `setUpContestant`. */
  readonly module: string;
  readonly endpoints: TokenEndpoints;
  readonly folder?: string;
}

/** What a process is told. */
export interface WorkerOrder {
  readonly order: 'save' | 'open' | 'herd' | 'share';
  readonly details: unknown;
}

/** What came of a herd in one process; times in milliseconds since the epoch. */
export interface HerdAnswer {
  readonly startedAt: number;
  readonly endedAt: number;
  /** How many callers got each token. */
  readonly tokens: Readonly<Record<string, number>>;
  readonly errors: Readonly<Record<string, number>>;
}

/** A process with one library in it. */
export interface Worker {
  ask<Answer = void>(order: WorkerOrder['order'], details: unknown): Promise<Answer>;
  end(): Promise<void>;
}

const script = fileURLToPath(new URL('./contestant-worker.ts', import.meta.url));

/** Starts a process and waits until its library is set up. */
export async function startWorker(job: WorkerJob): Promise<Worker> {
  const child = spawn(process.execPath, [script, JSON.stringify(job)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const complaints: string[] = [];
  child.stderr.on('data', (chunk) => complaints.push(String(chunk)));
  const ended = once(child, 'exit').then(
    (): Spoken => ({
      failure: `The process ended: ${complaints.join('').slice(-2000)}`,
    }),
  );
  const answers: ((answer: Spoken) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    // Libraries may print what they like; answers are marked.
    if (line.startsWith('\u0001')) answers.shift()?.(JSON.parse(line.slice(1)));
  });

  async function nextAnswer(): Promise<unknown> {
    const spoken = await Promise.race([new Promise<Spoken>((resolve) => answers.push(resolve)), ended]);
    if (spoken.failure !== undefined) throw new Error(spoken.failure);
    return spoken.answer;
  }

  await nextAnswer();
  return {
    ask: async <Answer>(order: WorkerOrder['order'], details: unknown) => {
      const answer = nextAnswer();
      child.stdin.write(`${JSON.stringify({ order, details } satisfies WorkerOrder)}\n`);
      // The worker is this bench's own: it answers what the order says.
      return (await answer) as Answer;
    },
    end: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

interface Spoken {
  readonly answer?: unknown;
  readonly failure?: string;
}

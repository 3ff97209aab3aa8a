import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestedEndpoints } from './tested-plugin.ts';

/** What one caller got. */
export interface Outcome {
  readonly token?: string;
  readonly error?: string;
}

/** A process of its own with a sidecar in it. */
export interface Worker {
  readonly process: ChildProcess;
  /** Gives an order and waits for its answer; undefined when the process ends first. */
  ask<Answer>(order: string, count?: number): Promise<Answer | undefined>;
  /** Ends it and waits until it has. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

const script = fileURLToPath(new URL('./token-worker.ts', import.meta.url));

/** Starts a process over a data folder, ready for orders. */
export async function startWorker(job: {
  readonly folder: string;
  readonly key: string;
  readonly endpoints: TestedEndpoints;
}): Promise<Worker> {
  const { tokenUrl, apiUrl, revocationUrl, client } = job.endpoints;
  const text = JSON.stringify({ ...job, endpoints: { tokenUrl, apiUrl, revocationUrl, client } });
  const child = spawn(process.execPath, [script, text], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const answers: ((answer: unknown) => void)[] = [];
  lines.on('line', (line) => answers.shift()?.(JSON.parse(line).answer));
  const nextAnswer = () => new Promise<unknown>((resolve) => answers.push(resolve));
  await nextAnswer();
  return {
    process: child,
    ask: async <Answer>(order: string, count = 1) => {
      const answer = nextAnswer();
      child.stdin.write(`${order} ${count}\n`);
      // The worker is ours: it answers what the order says.
      return (await Promise.race([answer, exited.then(() => undefined)])) as Answer | undefined;
    },
    end: async (signal = 'SIGKILL') => {
      child.kill(signal);
      if (child.exitCode === null && child.signalCode === null) await exited;
    },
  };
}

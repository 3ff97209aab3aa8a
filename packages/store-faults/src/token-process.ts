import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TokenJob, TokenOrder, TokenOutcome, TokenReply } from './token-orders.ts';

/** A process of its own with a Sidecar over the store. */
export interface TokenProcess {
  /** Gives an order; empty when the process ends before it has answered. */
  ask(order: TokenOrder): Promise<readonly TokenOutcome[]>;
  /** Stops it half-way in what it does. */
  pause(): void;
  resume(): void;
  /** Ends it at once, as a crash would, and waits until it is gone. */
  kill(): Promise<void>;
  readonly isAlive: boolean;
}

const worker = fileURLToPath(new URL('./token-worker.ts', import.meta.url));

/** Starts one, behind a command such as `ip netns exec …` where it is to run elsewhere. */
export async function startTokenProcess(
  job: TokenJob,
  before: readonly string[] = [],
): Promise<TokenProcess> {
  const [program = process.execPath, ...parameters] = [
    ...before,
    process.execPath,
    worker,
    JSON.stringify(job),
  ];
  const child = spawn(program, parameters, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const replies: ((reply: TokenReply) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => replies.shift()?.(JSON.parse(line)));
  child.stdin.on('error', () => undefined);
  const nextReply = () => new Promise<TokenReply>((resolve) => replies.push(resolve));
  const isAlive = () => child.exitCode === null && child.signalCode === null;

  const first = await Promise.race([nextReply(), exited]);
  if (!('ready' in first)) throw new Error('A process of the fault runs did not start; its words are above.');
  return {
    ask: async (order) => {
      if (!isAlive()) return [];
      const reply = nextReply();
      child.stdin.write(`${JSON.stringify(order)}\n`);
      const answer = await Promise.race([reply, exited]);
      return 'outcomes' in answer ? answer.outcomes : [];
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    kill: async () => {
      child.kill('SIGKILL');
      if (isAlive()) await exited;
    },
    get isAlive() {
      return isAlive();
    },
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of its own that runs one of the scripts of this folder. */
export interface Worker {
  readonly child: ChildProcess;
  /** What the script has printed so far. */
  readonly output: string;
  /** Resolves when the script has printed this. */
  printed(text: string): Promise<void>;
  /** What the script printed in all; rejects when it failed. */
  finished(): Promise<string>;
  /** Ends it at once, as a crash would, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts a script with plain Node. */
export function runWorker(script: string, parameters: readonly string[]): Worker {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path, ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let output = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  return {
    child,
    get output() {
      return output;
    },
    printed: async (text) => {
      while (!output.includes(text)) {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`${script} ended: ${complaint}`);
        await Promise.race([once(child.stdout, 'data'), exited]);
      }
    },
    finished: async () => {
      const [code] = await exited;
      if (code !== 0) throw new Error(`${script} failed: ${complaint}`);
      return output;
    },
    kill: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await exited;
    },
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const running = new Set<ChildProcess>();

/** The program as a process of its own. */
export interface HostProcess {
  readonly pid: number;
  /** Its exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  output(): string;
  /** Waits until it has printed such words, and answers the match. */
  says(words: RegExp): Promise<readonly string[]>;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Runs the program with an environment of its own. */
export function startHostProcess(environment: Readonly<Record<string, string>>): HostProcess {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [main], { env: { PATH, ...environment } });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => {
    running.delete(child);
    return code ?? null;
  });
  return {
    pid: child.pid ?? 0,
    ended,
    output: () => output,
    says: async (words) => {
      await expect.poll(() => output, { timeout: 30_000 }).toMatch(words);
      return words.exec(output) ?? [];
    },
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Ends those that a test has left behind. */
export async function endHostProcesses(): Promise<void> {
  const left = [...running];
  for (const child of left) child.kill('SIGTERM');
  await Promise.all(left.map((child) => (child.exitCode === null ? once(child, 'exit') : undefined)));
}

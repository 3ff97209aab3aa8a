import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** Of util-linux: makes a terminal for a program that is started without one. */
const terminalProgram = 'script';

/** Whether it is here. */
export const hasTerminal: boolean = (() => {
  try {
    return execFileSync(terminalProgram, ['--version'], { encoding: 'utf8' }).includes('util-linux');
  } catch {
    return false;
  }
})();

/** For what is only slow on a busy machine. */
const patienceMs = 20_000;

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** How a process ended, and what it wrote. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface How {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The program as people run it: a process of its own, with a home folder and a port of its own. */
export class Cli {
  readonly home: string;
  readonly port: number;
  /** Where the person is; the folder of the tests unless set. */
  cwd: string | undefined;

  private constructor(home: string, port: number) {
    this.home = home;
    this.port = port;
  }

  static async create(): Promise<Cli> {
    const home = mkdtempSync(path.join(tmpdir(), 'sidecar-cli-'));
    return new Cli(home, await unusedPort());
  }

  get environment(): Record<string, string> {
    return {
      PATH: process.env.PATH ?? '',
      // The key that seals tokens goes below the person's home.
      HOME: this.home,
      SIDECAR_HOME: path.join(this.home, 'data'),
      SIDECAR_SANDBOX_PORT: String(this.port),
      // Nobody's browser is opened by a test.
      SSH_CONNECTION: 'test',
    };
  }

  /** Runs to the end. */
  async run(words: readonly string[], how: How = {}): Promise<Ended> {
    const running = this.start(words, how.env);
    running.child.stdin?.end(how.stdin ?? '');
    return running.ended;
  }

  /** Starts a process that the test talks to. */
  start(words: readonly string[], env: Readonly<Record<string, string>> = {}): RunningCli {
    const node = ['--disable-warning=ExperimentalWarning', main, ...words];
    return watch(spawn(process.execPath, node, { env: { ...this.environment, ...env }, cwd: this.cwd }));
  }

  /** The same at a terminal of 100 columns, made by util-linux's script. */
  startAtTerminal(words: readonly string[], env: Readonly<Record<string, string>> = {}): RunningCli {
    const command = [process.execPath, '--disable-warning=ExperimentalWarning', main, ...words];
    const line = `stty cols 100; exec ${command.map((word) => `'${word}'`).join(' ')}`;
    const all = { ...this.environment, TERM: 'xterm-256color', LANG: 'C.UTF-8', SHELL: '/bin/sh', ...env };
    return watch(spawn(terminalProgram, ['-qfec', line, '/dev/null'], { env: all, cwd: this.cwd }));
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** A process under way. */
export interface RunningCli {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves with the match as soon as either stream has it; rejects when the process ends before. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  type(text: string): void;
}

function watch(child: ChildProcess): RunningCli {
  let stdout = '';
  let stderr = '';
  const looks = new Set<() => void>();
  const look = () => {
    for (const check of looks) check();
  };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    look();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    look();
  });
  // It may have ended before everything was typed.
  child.stdin?.on('error', () => {});
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return {
    child,
    ended,
    type: (text) => child.stdin?.write(text),
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const giveUp = (why: string) => {
          looks.delete(check);
          reject(new Error(`It ${why} without saying ${pattern}:\n${stdout}\n${stderr}`));
        };
        const timer = setTimeout(giveUp, patienceMs, 'went on');
        const check = () => {
          const found = pattern.exec(stdout) ?? pattern.exec(stderr);
          if (!found) return;
          clearTimeout(timer);
          looks.delete(check);
          resolve(found);
        };
        looks.add(check);
        check();
        void ended.then(() => giveUp('ended'));
      }),
  };
}

/** A port that nobody uses, nor those behind it, which the sandbox's services and the callbacks take. */
async function unusedPort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 3_600) * 10;
    const free = await Promise.all(Array.from({ length: 9 }, (_, step) => isFree(port + step)));
    if (free.every(Boolean)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

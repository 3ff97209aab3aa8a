import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { OpenOrder, ProcessMessage, ProcessOrders } from './process/process-orders.ts';

/** A process of its own that has opened the store. */
export interface StoreProcess {
  /** Has it do something; rejects when that failed there, or when the process ended before. */
  ask<Order extends keyof ProcessOrders>(
    order: Order,
    ...parameters: Parameters<ProcessOrders[Order]>
  ): Promise<Awaited<ReturnType<ProcessOrders[Order]>>>;
  /** Resolves with the last number that `count` has reported, as soon as that is at least `number`. */
  counted(number: number): Promise<number>;
  /** The last number that `count` has reported. */
  readonly lastCount: number;
  /** Stops it half-way in what it does, as a debugger or a sleeping laptop would. */
  pause(): void;
  resume(): void;
  /** Ends it at once, as a crash would, and waits until it is gone. */
  kill(): Promise<void>;
}

interface StartOptions {
  /** Node's own options. */
  readonly execArgv?: readonly string[] | undefined;
  /** Called before the store is open, so that a process whose store does not open can be ended too. */
  readonly started: (process: StoreProcess) => void;
}

/** Starts a process with plain Node and lets it open the store. */
export async function startStoreProcess(
  order: OpenOrder,
  { execArgv = [], started }: StartOptions,
): Promise<StoreProcess> {
  const entry = createRequire(import.meta.url).resolve('@sidecar/testing/store-process');
  const program = `import(${JSON.stringify(pathToFileURL(entry).href)}).then(({ serveStore }) => serveStore())`;
  const child = spawn(process.execPath, [...execArgv, '--input-type=module', '--eval', program], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  const handle = storeProcess(child);
  started(handle);
  await handle.ask('open', order);
  return handle;
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: Error) => void;
}

function storeProcess(child: ChildProcess): StoreProcess {
  const pending = new Map<number, Pending>();
  const watchers = new Set<() => void>();
  const exited = once(child, 'exit');
  let complaint = '';
  let lastCount = 0;
  let lastId = 0;

  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  child.on('message', (message: ProcessMessage) => {
    if ('counted' in message) {
      lastCount = message.counted;
      for (const notify of watchers) notify();
      return;
    }
    const asked = pending.get(message.id);
    pending.delete(message.id);
    if ('failure' in message) asked?.reject(new Error(`In another process: ${message.failure}`));
    else asked?.resolve(message.result);
  });
  child.on('exit', () => {
    for (const { reject } of pending.values())
      reject(new Error(`The other process ended before it answered. ${complaint}`));
    pending.clear();
  });

  return {
    ask: <Order extends keyof ProcessOrders>(order: Order, ...parameters: Parameters<ProcessOrders[Order]>) =>
      new Promise<Awaited<ReturnType<ProcessOrders[Order]>>>((resolve, reject) => {
        lastId += 1;
        // The process answers what its table of orders says.
        pending.set(lastId, {
          resolve: (result) => resolve(result as Awaited<ReturnType<ProcessOrders[Order]>>),
          reject,
        });
        child.send({ id: lastId, order, parameters }, (error) => error && reject(error));
      }),
    counted: (number) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (lastCount < number) return;
          watchers.delete(check);
          resolve(lastCount);
        };
        watchers.add(check);
        exited.then(() => reject(new Error(`The process that counts has ended. ${complaint}`)), reject);
        check();
      }),
    get lastCount() {
      return lastCount;
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    kill: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await exited;
    },
  };
}

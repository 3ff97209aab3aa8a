import { type Logger, SidecarError } from '@sidecar/core';
import { Asker } from './asker.ts';
import { openSidecar } from './open-sidecar.ts';
import { choosePlace, type Place, type PlaceFlags } from './place.ts';
import type { RunningSandbox } from './sandbox/running-sandbox.ts';
import { readSandboxAddresses, unstartedSandbox } from './sandbox/sandbox-addresses.ts';
import type { Session } from './session.ts';
import { LineReader, type LineReaderOptions } from './terminal/line-reader.ts';
import { printable } from './terminal/printable.ts';
import { type Screen, screen } from './terminal/screen.ts';

/** Flags that every command takes. */
export interface GlobalFlags extends PlaceFlags {
  readonly json?: boolean;
  readonly yes?: boolean;
}

/** One run of the program: what it has opened, and how all of it ends. */
export class Application {
  readonly out: Screen = screen(process.stdout);
  readonly err: Screen = screen(process.stderr);
  json = false;
  /** How a command is written on this command line. npm sets the variable. */
  prefix = process.env.npm_lifecycle_event === 'start' ? 'npm start -- ' : 'sidecar ';
  /** Ctrl-C during a command of the interactive session ends that command only. */
  onInterrupt: (() => boolean) | undefined;
  readonly #abort = new AbortController();
  #lines: LineReader | undefined;
  #session: Session | undefined;
  #sandbox: RunningSandbox | undefined;
  #place: Place | undefined;
  readonly #asker = new Asker(
    this.err,
    () => this.lines(),
    () => this.#session?.signal ?? this.#abort.signal,
  );

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** The one reader of standard input. */
  lines(options: Partial<LineReaderOptions> = {}): LineReader {
    this.#lines ??= new LineReader({
      input: process.stdin,
      output: process.stderr,
      onInterrupt: () => process.emit('SIGINT'),
      ...options,
    });
    return this.#lines;
  }

  /** Where commands work; decided once. */
  place(flags: GlobalFlags): Place {
    this.json = flags.json ?? false;
    this.#place ??= choosePlace(flags);
    return this.#place;
  }

  /** From now on this process's own sandbox is the place. */
  adopt(sandbox: RunningSandbox): void {
    this.#sandbox = sandbox;
    this.#place = sandbox.place;
  }

  /** What a command works with; Sidecar is opened when the first command needs it, and stays open. */
  async session(flags: GlobalFlags, signal = this.#abort.signal): Promise<Session> {
    const place = this.place(flags);
    const { out, err, json, prefix } = this;
    const asker = this.#asker;
    asker.yes = flags.yes ?? false;
    const sidecar = this.#session?.sidecar ?? (await this.#open(place));
    this.#session = { place, out, err, json, prefix, asker, signal, sandbox: this.#sandbox, sidecar };
    return this.#session;
  }

  /** Answers whether the whole program ends. */
  interrupt(signal: string): boolean {
    if (signal === 'SIGINT' && this.onInterrupt?.()) return false;
    this.#abort.abort();
    return true;
  }

  /** Work that ends as soon as the person wants to leave, even where it cannot be told to. */
  async untilInterrupted<Result>(work: Promise<Result>, signal = this.#abort.signal): Promise<Result> {
    let giveUp = () => {};
    const interrupted = new Promise<never>((_, reject) => {
      giveUp = () => reject(new SidecarError('aborted', 'Stopped.'));
    });
    // The work is told too; a moment later its own error says more than ours.
    const later = () => setTimeout(giveUp, 200);
    signal.addEventListener('abort', later, { once: true });
    try {
      return await Promise.race([work, interrupted]);
    } finally {
      signal.removeEventListener('abort', later);
    }
  }

  /** Tokens that are being renewed are waited for and saved. */
  async close(): Promise<void> {
    this.#lines?.close();
    await this.#session?.sidecar.close();
    await this.#sandbox?.close();
  }

  async #open(place: Place) {
    const addresses = (await readSandboxAddresses(place)) ?? unstartedSandbox(place);
    return openSidecar({
      place,
      sandbox: place.mode === 'sandbox' ? addresses : undefined,
      approve: (request) => this.#asker.approve(request),
      logger: this.#logger(),
    });
  }

  #logger(): Logger {
    const say = (message: string) => this.err.line(this.err.paint('dim', printable(message)));
    const whenAsked = process.env.SIDECAR_DEBUG ? say : () => {};
    return { debug: whenAsked, info: whenAsked, warn: say, error: say };
  }
}

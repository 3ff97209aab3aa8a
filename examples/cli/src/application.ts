import { Asker } from './asker.ts';
import type { Catalog } from './catalog.ts';
import { type CliSidecar, openSidecar } from './open-sidecar.ts';
import { choosePlace, type Place, type PlaceFlags } from './place.ts';
import type { PluginFlags } from './plugins/choose-plugins.ts';
import type { LoadedPlugin } from './plugins/load-plugins.ts';
import { PluginShelf, pluginWords } from './plugins/plugin-shelf.ts';
import type { RunningSandbox } from './sandbox/running-sandbox.ts';
import { readSandboxAddresses, unstartedSandbox } from './sandbox/sandbox-addresses.ts';
import type { Session } from './session.ts';
import { shellWord } from './shell-word.ts';
import { LineReader, type LineReaderOptions } from './terminal/line-reader.ts';
import { printable } from './terminal/printable.ts';
import { type Screen, screen } from './terminal/screen.ts';

/** Flags that every command takes. */
export interface GlobalFlags extends PlaceFlags, PluginFlags {
  readonly json?: boolean;
  readonly yes?: boolean;
}

/** One run of the program: what it has opened, and how all of it ends. */
export class Application {
  readonly out: Screen = screen(process.stdout);
  readonly err: Screen = screen(process.stderr);
  /** Whether `npm start` runs this; npm sets the variable. */
  readonly isNpmStart = process.env.npm_lifecycle_event === 'start';
  /** How a command is written here, to be completed. */
  prefix: string = this.isNpmStart ? 'npm start -- ' : 'sidecar ';
  readonly plugins: PluginShelf = new PluginShelf();
  /** Whether the command at hand answers in JSON. */
  json = false;
  /** What the shell is told when nothing failed altogether. */
  exitCode = 0;
  /** Takes Ctrl-C when it answers true; the program goes on then. */
  onInterrupt: (() => boolean) | undefined;
  readonly #end = new AbortController();
  readonly #asker = new Asker({
    screen: this.err,
    lines: () => this.lines(),
    signal: () => this.#signal,
    nameOf: (id) => this.catalog.nameOf(id),
  });
  #signal = this.#end.signal;
  #lines: LineReader | undefined;
  #sidecar: CliSidecar | undefined;
  #sandbox: RunningSandbox | undefined;
  #place: Place | undefined;

  /** Aborted when the program is to end. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** The integrations that are known. */
  get catalog(): Catalog {
    return this.plugins.catalog;
  }

  /** The one reader of standard input. */
  lines(options: Partial<LineReaderOptions> = {}): LineReader {
    this.#lines ??= new LineReader({
      input: process.stdin,
      output: process.stderr,
      // In raw mode the terminal sends a character where it otherwise sends the signal.
      onInterrupt: () => process.kill(process.pid, 'SIGINT'),
      ...options,
    });
    return this.#lines;
  }

  /** Where commands work; decided once. */
  place(flags: GlobalFlags): Place {
    if (this.#place) return this.#place;
    this.#place = choosePlace(flags);
    // What is suggested has to work in the same place.
    if (flags.live) this.prefix += '--live ';
    if (flags.home) this.prefix += `--home ${shellWord(flags.home)} `;
    if (flags.port) this.prefix += `--port ${this.#place.sandboxPort} `;
    this.prefix += pluginWords(flags);
    return this.#place;
  }

  /** From now on this process's own sandbox is the place. */
  adopt(sandbox: RunningSandbox): void {
    this.#sandbox = sandbox;
    this.#place = sandbox.place;
  }

  /** A command of the interactive session begins, with a Ctrl-C of its own. */
  beginCommand(words: readonly string[], signal: AbortSignal): void {
    this.json = words.includes('--json');
    this.#signal = AbortSignal.any([signal, this.signal]);
  }

  /** What a command works with; Sidecar is opened when the first command needs it, and stays open. */
  async session(flags: GlobalFlags): Promise<Session> {
    const place = this.place(flags);
    this.#asker.yes = flags.yes ?? false;
    this.#sidecar ??= await this.#open(place, await this.plugins.load(flags));
    const { out, err, json, prefix, catalog } = this;
    const own = { sidecar: this.#sidecar, sandbox: this.#sandbox, asker: this.#asker, signal: this.#signal };
    return { place, out, err, json, prefix, catalog, ...own };
  }

  /** A signal has come. Answers whether the program ends. */
  interrupt(signal: string): boolean {
    if (signal === 'SIGINT' && this.onInterrupt?.()) return false;
    this.#end.abort();
    return true;
  }

  /** Tokens that are being renewed are waited for and saved. */
  async close(): Promise<void> {
    this.#lines?.close();
    try {
      await this.#sidecar?.close();
    } finally {
      // While it listens, the program does not end.
      await this.#sandbox?.close();
    }
  }

  async #open(place: Place, loaded: readonly LoadedPlugin[]): Promise<CliSidecar> {
    const addresses = (await readSandboxAddresses(place)) ?? unstartedSandbox(place);
    const say = (message: string) => this.err.line(this.err.paint('dim', printable(message)));
    return openSidecar({
      place,
      discovered: loaded.map(({ plugin }) => plugin),
      sandbox: place.mode === 'sandbox' ? addresses : undefined,
      approve: (request) => this.#asker.approve(request),
      logger: { debug: process.env.SIDECAR_DEBUG ? say : () => {}, info: say, warn: say, error: say },
    });
  }
}

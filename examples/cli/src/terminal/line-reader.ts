import { createInterface, type Interface } from 'node:readline';
import { HideableOutput } from './hideable-output.ts';
import { isUnfinishedPem } from './unfinished-pem.ts';

/** How lines are read. */
export interface LineReaderOptions {
  readonly input: NodeJS.ReadStream;
  /** Prompts go here; standard error, so that standard output stays the answer. */
  readonly output: NodeJS.WriteStream;
  readonly completer?: (line: string) => [string[], string];
  /** The newest line first. */
  readonly history?: readonly string[];
  /** Ctrl-C at a terminal. */
  readonly onInterrupt: () => void;
}

/** How one line is read. */
interface ReadOptions {
  /** Whether the arrow keys find it again. */
  readonly remember?: boolean;
  /** Whether a terminal shows nothing while it is typed. */
  readonly hidden?: boolean;
  readonly signal?: AbortSignal;
}

/** Reads the person's lines one after the other, from a terminal or a pipe; all questions of a process go through one. */
export class LineReader {
  readonly #lines: Interface;
  readonly #isTerminal: boolean;
  readonly #output: HideableOutput;
  readonly #arrived: string[] = [];
  #waiting: ((line: string | undefined) => void) | undefined;
  #remember = false;
  #discard = false;
  /** The first lines of something that is pasted in several. */
  #begun = '';
  #ended = false;

  constructor({ input, output, completer, history = [], onInterrupt }: LineReaderOptions) {
    this.#isTerminal = input.isTTY === true && output.isTTY === true;
    this.#output = new HideableOutput(output);
    this.#lines = createInterface({
      input,
      output: this.#output,
      terminal: this.#isTerminal,
      history: [...history],
      historySize: 500,
      removeHistoryDuplicates: true,
      ...(completer ? { completer } : {}),
    });
    this.#lines.on('line', (line) => this.#take(line));
    this.#lines.on('SIGINT', onInterrupt);
    // A terminal that is gone fails to be read, which here is its end like any other.
    for (const end of ['close', 'error']) {
      this.#lines.on(end, () => {
        this.#ended = true;
        this.#answer(undefined);
      });
    }
    // An answer such as "y" is nothing that one wants to find again with the arrow keys.
    this.#lines.on('history', (entries: string[]) => {
      if (!this.#remember) entries.shift();
    });
  }

  /** The next line; undefined when the input has ended, or the wait was given up. */
  async read(prompt: string, { remember = false, hidden = false, signal }: ReadOptions = {}) {
    if (signal?.aborted) return undefined;
    const line = this.#arrived.shift();
    if (line !== undefined) return line;
    if (this.#ended) return undefined;
    this.#remember = remember;
    this.#lines.setPrompt(prompt);
    this.#lines.prompt();
    this.#output.hidden = hidden;
    const giveUp = () => {
      this.#answer(undefined);
      // Ends the line on the screen as well, so that the next prompt does not begin within it.
      this.#discard = this.#isTerminal;
      if (this.#isTerminal) this.#lines.write('\n');
      this.#discard = false;
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    const read = await new Promise<string | undefined>((resolve) => {
      this.#waiting = resolve;
    });
    signal?.removeEventListener('abort', giveUp);
    return read;
  }

  /** What is typed but not entered yet. */
  get typed(): string {
    return this.#lines.line;
  }

  /** Throws away what is typed, and shows the prompt anew. */
  clear(): void {
    this.#lines.write(null, { ctrl: true, name: 'e' });
    this.#lines.write(null, { ctrl: true, name: 'u' });
    this.#lines.prompt();
  }

  close(): void {
    this.#lines.close();
    this.#output.destroy();
  }

  #take(line: string): void {
    if (this.#discard) return;
    const text = this.#begun + line;
    this.#begun = isUnfinishedPem(text) ? `${text}\n` : '';
    if (this.#begun !== '') return;
    if (this.#waiting) this.#answer(text);
    else this.#arrived.push(text);
  }

  /** The end of a hidden line was hidden too. */
  #show(): void {
    this.#output.hidden = false;
    if (this.#isTerminal) this.#output.write('\n');
  }

  #answer(line: string | undefined): void {
    const waiting = this.#waiting;
    this.#begun = '';
    if (this.#output.hidden) this.#show();
    this.#waiting = undefined;
    waiting?.(line);
  }
}

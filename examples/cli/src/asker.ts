import type { ApprovalRequest } from '@sidecar/core';
import { formatValue } from './terminal/format-value.ts';
import type { LineReader } from './terminal/line-reader.ts';
import { printableLine } from './terminal/printable.ts';
import type { Screen } from './terminal/screen.ts';

interface AskerOptions {
  readonly screen: Screen;
  readonly lines: () => LineReader;
  readonly signal: () => AbortSignal;
  readonly nameOf: (integration: string) => string;
}

/** Asks the person before something is done that cannot be undone. */
export class Asker {
  /** `--yes`: everything is answered with yes. */
  yes = false;
  readonly #screen: Screen;
  readonly #lines: () => LineReader;
  readonly #signal: () => AbortSignal;
  readonly #nameOf: (integration: string) => string;

  constructor({ screen, lines, signal, nameOf }: AskerOptions) {
    this.#screen = screen;
    this.#lines = lines;
    this.#signal = signal;
    this.#nameOf = nameOf;
  }

  /** Only an outright yes counts. */
  async confirm(question: string): Promise<boolean> {
    if (this.yes) return true;
    const answer = await this.line(`${question} [y/N] `);
    return /^\s*y(es)?\s*$/i.test(answer ?? '');
  }

  /** A line that the person types; undefined at the end of the input. */
  line(prompt: string, signal: AbortSignal = this.#signal()): Promise<string | undefined> {
    return this.#lines().read(prompt, { signal });
  }

  /** The same, without showing what is typed at a terminal. */
  secret(prompt: string): Promise<string | undefined> {
    return this.#lines().read(prompt, { signal: this.#signal(), hidden: true });
  }

  /** Shows what a tool is about to do, and asks. */
  async approve({ integration, account, tool, input }: ApprovalRequest): Promise<boolean> {
    if (this.yes) return true;
    const whose = account === 'default' ? '' : ` (${printableLine(account)})`;
    this.#screen.line(`${printableLine(this.#nameOf(integration))}${whose}: ${tool}`);
    for (const line of formatValue(input)) this.#screen.line(`  ${line}`);
    return this.confirm('Do this?');
  }
}

import { Writable } from 'node:stream';

/** A terminal that can be told to show nothing for a while: what is typed there is written by node:readline, not by the terminal. */
export class HideableOutput extends Writable {
  hidden = false;
  readonly #terminal: NodeJS.WriteStream;

  constructor(terminal: NodeJS.WriteStream) {
    super({ decodeStrings: false });
    this.#terminal = terminal;
    terminal.on('resize', this.#resized);
    this.once('close', () => terminal.off('resize', this.#resized));
  }

  /** Asked for by node:readline, to know where lines wrap. */
  get columns(): number | undefined {
    return this.#terminal.columns;
  }

  override _write(chunk: string | Uint8Array, _encoding: BufferEncoding, done: () => void): void {
    if (!this.hidden) this.#terminal.write(chunk);
    done();
  }

  readonly #resized = () => {
    this.emit('resize');
  };
}

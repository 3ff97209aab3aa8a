import type { Asker } from './asker.ts';
import type { Catalog } from './catalog.ts';
import type { CliSidecar } from './open-sidecar.ts';
import type { Place } from './place.ts';
import type { RunningSandbox } from './sandbox/running-sandbox.ts';
import type { Screen } from './terminal/screen.ts';

/** What every command works with. */
export interface Session {
  readonly place: Place;
  /** Answers go to standard output, all else to standard error. */
  readonly out: Screen;
  readonly err: Screen;
  readonly json: boolean;
  /** How a command is written here, to be completed: `sidecar `, `/integrations `. */
  readonly prefix: string;
  readonly catalog: Catalog;
  readonly asker: Asker;
  /** Ctrl-C. */
  readonly signal: AbortSignal;
  /** The sandbox, where this process has started it. */
  readonly sandbox?: RunningSandbox | undefined;
  readonly sidecar: CliSidecar;
}

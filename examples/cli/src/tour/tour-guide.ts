import type { Application } from '../application.ts';
import { CliError } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { fit } from '../terminal/fit.ts';
import { printableLine } from '../terminal/printable.ts';
import { type Progress, progress } from '../terminal/progress.ts';
import type { Screen } from '../terminal/screen.ts';

interface Step<Result> {
  readonly work: (progress: Progress) => Promise<Result>;
  /** What came of it, line by line. */
  readonly tell: (result: Result) => readonly string[];
}

/** Goes through the steps of the tour: says what is done, shows that it takes time, tells what came of it. */
export class TourGuide {
  readonly done: string[] = [];
  readonly #screen: Screen;
  readonly #progressScreen: Screen;

  constructor({ out, err, json }: Application) {
    // With --json standard output belongs to the answer.
    this.#screen = json ? err : out;
    this.#progressScreen = err;
  }

  async step<Result>(title: string, { work, tell }: Step<Result>): Promise<Result> {
    const screen = this.#screen;
    const shown = progress(this.#progressScreen, title);
    let result: Result;
    try {
      result = await work(shown);
    } finally {
      shown.end();
    }
    screen.line(`${screen.paint('green', screen.isUnicode ? '✔' : '*')} ${screen.paint('bold', title)}`);
    for (const line of tell(result).map(printableLine)) {
      screen.line(`  ${screen.isTerminal ? fit(line, screen.columns - 2) : line}`);
    }
    this.done.push(title);
    return result;
  }

  line(text = ''): void {
    this.#screen.line(text);
  }
}

/** Ends the tour when something is not as it should be. */
export function expect(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new CliError(`The tour stopped. ${otherwise}`, { exitCode: exitCodes.failure });
}

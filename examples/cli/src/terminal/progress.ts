import { fit } from './fit.ts';
import type { Screen } from './screen.ts';

const frames = { unicode: '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏', ascii: '-\\|/' };
const frameMs = 80;
const lineMs = 3_000;

/** Shows that something takes long. */
export interface Progress {
  /** What is being done now: `Reading mail 300/1200`. */
  update(text: string): void;
  end(): void;
}

/** One line of a terminal that changes in place; where there is none, a line now and then about what takes long. */
export function progress(screen: Screen, title: string): Progress {
  if (!screen.isTerminal) return linesOfProgress(screen, title);
  const signs = [...(screen.isUnicode ? frames.unicode : frames.ascii)];
  let text = title;
  let frame = 0;
  const draw = () => {
    const sign = screen.paint('cyan', signs[frame++ % signs.length] ?? '');
    screen.write(`\r\x1b[2K${sign} ${fit(text, screen.columns - 3)}`);
  };
  draw();
  const timer = setInterval(draw, frameMs).unref();
  return {
    update: (next) => {
      text = `${title}: ${next}`;
    },
    end: () => {
      clearInterval(timer);
      screen.write('\r\x1b[2K');
    },
  };
}

function linesOfProgress(screen: Screen, title: string): Progress {
  let text = title;
  const timer = setInterval(() => screen.line(`${text} ...`), lineMs).unref();
  return {
    update: (next) => {
      text = `${title}: ${next}`;
    },
    end: () => clearInterval(timer),
  };
}

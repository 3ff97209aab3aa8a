import { styleText } from 'node:util';

type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan';

/** One of the two streams, and what the terminal behind it can show. */
export interface Screen {
  /** Whether somebody looks at it, on a terminal that can move its cursor. */
  readonly isTerminal: boolean;
  /** Whether box drawing and emoji come out right; else plain ASCII is written. */
  readonly isUnicode: boolean;
  readonly columns: number;
  /** Colours the text where the terminal and NO_COLOR or FORCE_COLOR let it. */
  paint(style: Style, text: string): string;
  line(text?: string): void;
  write(text: string): void;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Looks at a stream; the width is asked for anew each time, since windows change. */
export function screen(stream: NodeJS.WriteStream, environment: Environment = process.env): Screen {
  const isTerminal = stream.isTTY === true && environment.TERM !== 'dumb';
  const write = (text: string) => {
    stream.write(text);
  };
  return {
    isTerminal,
    isUnicode: isTerminal && !isAsciiLocale(environment),
    get columns() {
      return stream.columns || Number.parseInt(environment.COLUMNS ?? '', 10) || 80;
    },
    paint: (style, text) => styleText(style, text, { stream }),
    line: (text = '') => write(`${text}\n`),
    write,
  };
}

/** Only where it is said outright: many machines name no locale, and their terminals know UTF-8 all the same. */
function isAsciiLocale({ LC_ALL, LC_CTYPE, LANG }: Environment): boolean {
  return ['C', 'POSIX'].includes(LC_ALL || LC_CTYPE || LANG || '');
}

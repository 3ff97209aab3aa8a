import { createInterface } from 'node:readline/promises';
import { CreateError } from './create-error.ts';

/** Asks a person. */
export interface Asker {
  /** Asks again until `problem` has nothing against the answer; an empty answer means the default. */
  ask(question: Question): Promise<string>;
  close(): void;
}

interface Question {
  readonly text: string;
  readonly fallback: string;
  /** What is wrong with an answer; undefined when nothing is. */
  readonly problem: (answer: string) => string | undefined;
}

/** Questions line by line, on a terminal or through pipes. The end of the input gives up. */
export function createAsker(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Asker {
  const lines = createInterface({ input });
  const answers = lines[Symbol.asyncIterator]();
  lines.on('SIGINT', () => lines.close());
  return {
    ask: async ({ text, fallback, problem }) => {
      for (;;) {
        output.write(fallback === '' ? `${text}: ` : `${text} (${fallback}): `);
        const line = await answers.next();
        if (line.done) throw new CreateError('Given up; nothing was written.', 130);
        const answer = line.value.trim() || fallback;
        const wrong = problem(answer);
        if (wrong === undefined) return answer;
        output.write(`  ${wrong}\n`);
      }
    },
    close: () => lines.close(),
  };
}

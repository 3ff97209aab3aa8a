import type { ScriptedAnswer } from './scripted-answer.ts';

/** A request as far as answers are chosen by it. */
export interface ScriptedRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
}

/** Answers in their order: among those that fit, the first that was not given yet, and the last of them again and again. */
export class AnswerScript {
  readonly #answers: readonly ScriptedAnswer[];
  readonly #given = new Set<ScriptedAnswer>();

  constructor(answers: readonly ScriptedAnswer[]) {
    this.#answers = answers;
  }

  /** Undefined when nothing was written for such a request. */
  next(request: ScriptedRequest): ScriptedAnswer | undefined {
    const fitting = this.#answers.filter((answer) => fits(answer, request));
    const answer = fitting.find((candidate) => !this.#given.has(candidate)) ?? fitting.at(-1);
    if (answer) this.#given.add(answer);
    return answer;
  }
}

/** What a kind of request is called: answers with the same name are the same step of a tool. */
export function stepOf({ method, path, requestIncludes }: ScriptedAnswer): string {
  return `${method} ${path}${requestIncludes === undefined ? '' : ` with ${requestIncludes}`}`;
}

/** Whether an answer was written for a request like this. */
export function fits(answer: Omit<ScriptedAnswer, 'body'>, { method, url, body }: ScriptedRequest): boolean {
  if (answer.method.toUpperCase() !== method || !fitsPath(answer.path, url)) return false;
  const query = Object.entries(answer.query ?? {});
  if (query.some(([name, value]) => url.searchParams.get(name) !== value)) return false;
  return answer.requestIncludes === undefined || body.includes(answer.requestIncludes);
}

function fitsPath(path: string, url: URL): boolean {
  const origin = /^https?:\/\/[^/]+/.exec(path)?.[0];
  if (origin !== undefined && origin !== url.origin) return false;
  const wanted = path.slice(origin?.length ?? 0).split('/');
  const segments = url.pathname.split('/');
  return (
    wanted.length === segments.length &&
    wanted.every((part, index) =>
      part.startsWith(':') ? segments[index] !== '' : sameSegment(part, segments[index] ?? ''),
    )
  );
}

function sameSegment(first: string, second: string): boolean {
  return first === second || decoded(first) === decoded(second);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

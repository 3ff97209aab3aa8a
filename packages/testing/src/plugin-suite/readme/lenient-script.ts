import { AnswerScript, type ScriptedRequest } from '../provider/answer-script.ts';
import type { ScriptedAnswer } from '../provider/scripted-answer.ts';

/** Answers that were written for other inputs of the same tool: what a request says beside its path counts as long as something fits it. */
export class LenientScript {
  readonly #scripts: readonly AnswerScript[];

  constructor(answers: readonly ScriptedAnswer[]) {
    const withoutQuery = answers.map(({ query: _, ...rest }) => rest);
    const pathsOnly = withoutQuery.map(({ requestIncludes: _, ...rest }) => rest);
    this.#scripts = [answers, withoutQuery, pathsOnly].map((each) => new AnswerScript(each));
  }

  /** Undefined when nothing was written for such a path. */
  next(request: ScriptedRequest): ScriptedAnswer | undefined {
    for (const script of this.#scripts) {
      const answer = script.next(request);
      if (answer) return answer;
    }
    return undefined;
  }
}

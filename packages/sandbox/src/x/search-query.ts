import { operatorPart, type Part, type PostTest, wordPart } from './search-part.ts';
import { invalidRequest } from './x-error.ts';

const pattern =
  /\s*(?:(?<open>-?\()|(?<close>\))|(?<sign>-?)(?:(?<operator>[a-z_]+):)?(?:"(?<phrase>[^"]*)"|(?<word>[^\s()"]+)))/gy;
const maximumDepth = 20;

/** Reads the query language of X's search. Unlike Gmail's it is strict: what it does not understand is refused. https://docs.x.com/x-api/posts/search/integrate/operators */
export function parseSearchQuery(text: string): PostTest {
  const parser = new SearchParser(text);
  const part = parser.parse();
  if (!part.standalone) throw badQuery(text, 'Rules must contain at least one positive, non-stopword clause');
  return part.test;
}

class SearchParser {
  readonly #text: string;
  readonly #tokens: Record<string, string | undefined>[] = [];
  #position = 0;

  constructor(text: string) {
    this.#text = text.trim();
    let end = 0;
    for (const match of this.#text.matchAll(pattern)) {
      this.#tokens.push(match.groups ?? {});
      end = match.index + match[0].length;
    }
    if (end !== this.#text.length)
      throw badQuery(text, `mismatched input '${this.#text.slice(end, end + 10)}'`);
  }

  parse(): Part {
    const part = this.#alternatives(0);
    if (this.#position < this.#tokens.length) throw badQuery(this.#text, "mismatched input ')'");
    return part;
  }

  /** OR binds weaker than the blank. */
  #alternatives(depth: number): Part {
    const parts = [this.#sequence(depth)];
    while (this.#tokens[this.#position]?.word === 'OR') {
      this.#position += 1;
      parts.push(this.#sequence(depth));
    }
    const [first] = parts;
    if (parts.length === 1 && first) return first;
    return {
      test: (post) => parts.some(({ test }) => test(post)),
      standalone: parts.every(({ standalone }) => standalone),
    };
  }

  #sequence(depth: number): Part {
    const parts: Part[] = [];
    for (;;) {
      const token = this.#tokens[this.#position];
      if (!token || token.close !== undefined || (token.word === 'OR' && token.sign === '')) break;
      this.#position += 1;
      parts.push(
        token.open === undefined ? this.#term(token) : this.#group(token.open.startsWith('-'), depth),
      );
    }
    if (parts.length === 0) throw badQuery(this.#text, 'missing a clause');
    return {
      test: (post) => parts.every(({ test }) => test(post)),
      standalone: parts.some(({ standalone }) => standalone),
    };
  }

  #group(negated: boolean, depth: number): Part {
    if (depth >= maximumDepth) throw badQuery(this.#text, 'too many brackets');
    const inner = this.#alternatives(depth + 1);
    if (this.#tokens[this.#position]?.close === undefined) throw badQuery(this.#text, "missing ')'");
    this.#position += 1;
    return negated ? { test: (post) => !inner.test(post), standalone: false } : inner;
  }

  #term({ sign, operator, phrase, word }: Record<string, string | undefined>): Part {
    const value = phrase ?? word ?? '';
    const part = operator === undefined ? wordPart(value) : operatorPart(operator, value);
    if (!part) throw badQuery(this.#text, `Reference to invalid operator '${operator}'`);
    return sign === '-' ? { test: (post) => !part.test(post), standalone: false } : part;
  }
}

function badQuery(query: string, problem: string) {
  const message = `There were errors processing your request: ${problem}`;
  return invalidRequest([{ parameters: { query: [query] }, message }]);
}

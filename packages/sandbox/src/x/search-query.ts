import { findHashtags, findMentions } from './post-text.ts';
import { invalidRequest } from './x-error.ts';
import type { Post } from './x-store.ts';

/** Whether a post fits a query. */
export type PostTest = (post: Post) => boolean;

interface Part {
  readonly test: PostTest;
  /** Whether it can stand alone; `is:`, `has:`, `lang:` and negations need company. */
  readonly standalone: boolean;
}

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

function wordPart(value: string): Part {
  const wanted = value.toLowerCase();
  if (/^#\S/.test(value)) {
    return {
      standalone: true,
      test: ({ text }) => findHashtags(text).some((tag) => `#${tag.value.toLowerCase()}` === wanted),
    };
  }
  if (/^@\S/.test(value)) {
    return {
      standalone: true,
      test: ({ text }) => findMentions(text).some((name) => `@${name.value.toLowerCase()}` === wanted),
    };
  }
  const phrase = words(value);
  return { standalone: phrase.trim() !== '', test: ({ text }) => words(text).includes(phrase) };
}

const operators: Readonly<Record<string, (value: string) => Part | undefined>> = {
  from: (value) => person(value, ({ author }) => [author.username, author.id]),
  to: (value) =>
    person(value, ({ replyTo }) => (replyTo ? [replyTo.author.username, replyTo.author.id] : [])),
  conversation_id: (value) => ({ standalone: true, test: ({ conversationId }) => conversationId === value }),
  url: (value) => ({
    standalone: true,
    test: ({ links }) => [...links.values()].some((link) => link.toLowerCase().includes(value.toLowerCase())),
  }),
  is: (value) =>
    flag(value, {
      reply: ({ replyTo }) => !!replyTo,
      quote: ({ quotes }) => !!quotes,
      retweet: () => false,
      verified: () => false,
    }),
  has: (value) =>
    flag(value, {
      links: ({ links }) => links.size > 0,
      hashtags: ({ text }) => findHashtags(text).length > 0,
      mentions: ({ text }) => findMentions(text).length > 0,
      media: () => false,
      images: () => false,
    }),
  lang: (value) => ({
    standalone: false,
    test: ({ text }) => (/[぀-ヿ一-鿿]/.test(text) ? 'ja' : 'en') === value.toLowerCase(),
  }),
};

function operatorPart(operator: string, value: string): Part | undefined {
  return Object.hasOwn(operators, operator) ? operators[operator]?.(value) : undefined;
}

function person(value: string, of: (post: Post) => readonly string[]): Part {
  const wanted = value.replace(/^@/, '').toLowerCase();
  return { standalone: true, test: (post) => of(post).some((name) => name.toLowerCase() === wanted) };
}

function flag(value: string, tests: Readonly<Record<string, PostTest>>): Part | undefined {
  const test = Object.hasOwn(tests, value) ? tests[value] : undefined;
  return test && { standalone: false, test };
}

/** Words between single blanks; scripts that write none are taken letter by letter. */
function words(text: string): string {
  const found =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[぀-ヿ一-鿿]|[\p{L}\p{N}_']+/gu) ?? [];
  return found.length > 0 ? ` ${found.join(' ')} ` : ' ';
}

function badQuery(query: string, problem: string) {
  const message = `There were errors processing your request: ${problem}`;
  return invalidRequest([{ parameters: { query: [query] }, message }]);
}

import type { Query } from './query.ts';
import { type Token, tokenize } from './tokenize.ts';

const maximumDepth = 40;

/** Reads Gmail's query language. Never throws: unbalanced brackets and quotes close at the end, as in Gmail's own search box. */
export function parseQuery(text: string): Query {
  return new Parser(tokenize(text)).parse();
}

class Parser {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Query {
    const parts: Query[] = [];
    // A closing bracket without an opening one ends a group that is not there; reading goes on behind it.
    while (this.#position < this.#tokens.length) {
      parts.push(this.#group({ closing: undefined, operator: '', depth: 0 }));
      this.#position += 1;
    }
    return all(parts);
  }

  /** Reads up to `closing`. In braces everything is an alternative; elsewhere OR binds tighter than the blank. */
  #group(place: { closing: string | undefined; operator: string; depth: number }): Query {
    const alternatives: Query[][] = [];
    let joinNext = false;
    for (;;) {
      const token = this.#tokens[this.#position];
      if (!token || token.kind === 'close') break;
      this.#position += 1;
      if (token.kind === 'or') {
        joinNext = alternatives.length > 0;
        continue;
      }
      const part = this.#part(token, place);
      if (!part) continue;
      const last = alternatives.at(-1);
      if (joinNext && last) last.push(part);
      else alternatives.push([part]);
      joinNext = false;
    }
    const parts = alternatives.map(any);
    return place.closing === '}' ? any(parts) : all(parts);
  }

  #part(token: Token, { operator, depth }: { operator: string; depth: number }): Query | undefined {
    if (token.kind === 'open') {
      if (depth >= maximumDepth) return undefined;
      const inner = token.operator === '' ? operator : token.operator;
      const group = this.#group({
        closing: token.bracket === '{' ? '}' : ')',
        operator: inner,
        depth: depth + 1,
      });
      this.#position += 1;
      return negate(group, token.negated);
    }
    if (token.kind !== 'term') return undefined;
    const term: Query = {
      kind: 'term',
      operator: token.operator === '' ? operator : token.operator,
      value: token.value,
    };
    return negate(term, token.negated);
  }
}

function negate(query: Query, negated: boolean): Query {
  return negated ? { kind: 'not', of: query } : query;
}

function all(of: readonly Query[]): Query {
  return of.length === 1 && of[0] ? of[0] : { kind: 'all', of };
}

function any(of: readonly Query[]): Query {
  return of.length === 1 && of[0] ? of[0] : { kind: 'any', of };
}

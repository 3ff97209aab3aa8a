import { compileTerm } from './compile-term.ts';
import type { MessageTest, QueryEnvironment } from './message-test.ts';
import type { Query } from './query.ts';

/** Turns a query into one test that can be run over a whole mailbox. */
export function compileQuery(query: Query, environment: QueryEnvironment): MessageTest {
  switch (query.kind) {
    case 'all': {
      const tests = query.of.map((part) => compileQuery(part, environment));
      return (message) => tests.every((test) => test(message));
    }
    case 'any': {
      const tests = query.of.map((part) => compileQuery(part, environment));
      return (message) => tests.some((test) => test(message));
    }
    case 'not': {
      const test = compileQuery(query.of, environment);
      return (message) => !test(message);
    }
    case 'term':
      return compileTerm(query.operator, query.value, environment);
  }
}

/** Whether a query asks for spam or trash itself, which are otherwise left out. */
export function looksIntoSpamAndTrash(query: Query): boolean {
  if (query.kind === 'all' || query.kind === 'any') return query.of.some(looksIntoSpamAndTrash);
  if (query.kind !== 'term' || !['in', 'label', 'is'].includes(query.operator)) return false;
  return ['anywhere', 'spam', 'trash'].includes(query.value.toLowerCase());
}

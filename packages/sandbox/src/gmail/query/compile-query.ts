import { labelInQuery } from '../labels.ts';
import { searchablePhrase, searchableText } from '../search-text.ts';
import type { StoredMessage } from '../stored-message.ts';
import type { Query } from './query.ts';
import { parseAge, parseDate, parseSize } from './query-values.ts';

/** Whether a message fits. */
export type MessageTest = (message: StoredMessage) => boolean;

/** What a query is read against. */
export interface QueryEnvironment {
  /** The mailbox's own address: what `me` means. */
  readonly owner: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  labelId(name: string): string | undefined;
}

const nothing: MessageTest = () => false;
const everything: MessageTest = () => true;

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

function compileTerm(operator: string, value: string, environment: QueryEnvironment): MessageTest {
  switch (operator) {
    case 'from':
    case 'to':
    case 'cc':
    case 'bcc':
    case 'subject':
    case 'list':
    case 'deliveredto':
      return inHeader(operator, value, environment);
    case 'is':
    case 'in':
    case 'label':
    case 'category':
      return byLabel(operator, value.toLowerCase(), environment);
    case 'has':
      return value.toLowerCase() === 'attachment'
        ? ({ searchFields }) => searchFields.filenames.length > 0
        : nothing;
    case 'filename':
      return inFilename(value);
    case 'rfc822msgid':
      return (message) => bareId(message.header('message-id')) === bareId(value);
    case '':
      return anywhere(value);
    default:
      return byNumber(operator, value, environment);
  }
}

const headerNames: Readonly<Record<string, readonly string[]>> = {
  from: ['from'],
  // Gmail's `to:` also finds those who got a copy.
  to: ['to', 'cc', 'bcc'],
  cc: ['cc'],
  bcc: ['bcc'],
  subject: ['subject'],
  list: ['list-id'],
  deliveredto: ['delivered-to'],
};

function inHeader(operator: string, value: string, { owner }: QueryEnvironment): MessageTest {
  const isPerson = operator !== 'subject' && operator !== 'list';
  const phrase = searchablePhrase(isPerson && value.toLowerCase() === 'me' ? owner : value);
  if (phrase === undefined) return everything;
  const names = headerNames[operator] ?? [];
  return (message) => names.some((name) => searchableText(message.header(name) ?? '').includes(phrase));
}

function byLabel(operator: string, value: string, environment: QueryEnvironment): MessageTest {
  const has =
    (labelId: string): MessageTest =>
    (message) =>
      message.labelIds.has(labelId);
  if (operator === 'category')
    return has(`CATEGORY_${value === 'primary' ? 'PERSONAL' : value.toUpperCase()}`);
  if (operator === 'is' && value === 'read') return (message) => !message.labelIds.has('UNREAD');
  if (value === 'anywhere') return operator === 'in' ? everything : nothing;
  if (value === 'drafts') return has('DRAFT');
  const labelId = environment.labelId(labelInQuery(value));
  return labelId === undefined ? nothing : has(labelId);
}

function inFilename(value: string): MessageTest {
  const phrase = searchablePhrase(value);
  if (phrase === undefined) return nothing;
  return ({ searchFields }) => searchFields.filenames.some((name) => name.includes(phrase));
}

function bareId(id: string | undefined): string | undefined {
  return id?.trim().replace(/^<|>$/g, '');
}

const everywhereNames = ['from', 'to', 'cc', 'bcc', 'subject'];

function anywhere(value: string): MessageTest {
  const phrase = searchablePhrase(value);
  if (phrase === undefined) return everything;
  return (message) =>
    everywhereNames.some((name) => searchableText(message.header(name) ?? '').includes(phrase)) ||
    message.searchFields.body.includes(phrase) ||
    message.searchFields.filenames.some((name) => name.includes(phrase));
}

function byNumber(operator: string, value: string, { now }: QueryEnvironment): MessageTest {
  const limit = operator.includes('_than')
    ? parseAge(value, now)
    : ['larger', 'size', 'smaller'].includes(operator)
      ? parseSize(value)
      : parseDate(value);
  if (limit === undefined) return nothing;
  switch (operator) {
    case 'larger':
    case 'size':
      return ({ raw }) => raw.length > limit;
    case 'smaller':
      return ({ raw }) => raw.length < limit;
    case 'after':
    case 'newer':
    case 'newer_than':
      return ({ internalDate }) => internalDate >= limit;
    default:
      return ({ internalDate }) => internalDate < limit;
  }
}

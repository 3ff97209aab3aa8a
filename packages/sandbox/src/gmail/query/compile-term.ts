import { labelInQuery } from '../labels.ts';
import { searchablePhrase, searchableText } from '../search-text.ts';
import { compileComparison } from './compile-comparison.ts';
import type { MessageTest, QueryEnvironment } from './message-test.ts';

const nothing: MessageTest = () => false;
const everything: MessageTest = () => true;

/** The test for one word or one `operator:value`. What makes no sense finds nothing. */
export function compileTerm(operator: string, value: string, environment: QueryEnvironment): MessageTest {
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
      return compileComparison(operator, value, environment.now);
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

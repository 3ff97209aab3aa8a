/** A piece of a query. */
export type Token =
  | { readonly kind: 'term'; readonly operator: string; readonly value: string; readonly negated: boolean }
  | {
      readonly kind: 'open';
      readonly bracket: '(' | '{';
      readonly operator: string;
      readonly negated: boolean;
    }
  | { readonly kind: 'close' }
  | { readonly kind: 'or' };

/** What may stand before a colon and mean something; any other word with a colon is plain text. */
export const operators: ReadonlySet<string> = new Set([
  'after',
  'bcc',
  'before',
  'category',
  'cc',
  'deliveredto',
  'filename',
  'from',
  'has',
  'in',
  'is',
  'label',
  'larger',
  'list',
  'newer',
  'newer_than',
  'older',
  'older_than',
  'rfc822msgid',
  'size',
  'smaller',
  'subject',
  'to',
]);

const pattern =
  /(?<blank>\s+)|(?<sign>-?)(?:(?<operator>[a-z0-9_]+):(?=\S))?(?:"(?<phrase>[^"]*)"?|(?<open>[({])|(?<close>[)}])|(?<word>[^\s(){}"]+))|(?<other>.)/giu;

/** Cuts a query into pieces. Never throws. */
export function tokenize(text: string): Token[] {
  return [...text.matchAll(pattern)].flatMap(({ groups }) => token(groups ?? {}) ?? []);
}

function token(groups: Readonly<Record<string, string | undefined>>): Token | undefined {
  if (groups.blank !== undefined || groups.other !== undefined) return undefined;
  if (groups.close !== undefined) return { kind: 'close' };
  const negated = groups.sign === '-';
  const written = groups.operator ?? '';
  const operator = operators.has(written.toLowerCase()) ? written.toLowerCase() : '';
  if (groups.open === '(' || groups.open === '{') {
    return { kind: 'open', bracket: groups.open, operator, negated };
  }
  const isKeyword = !negated && written === '';
  if (isKeyword && groups.word === 'OR') return { kind: 'or' };
  if (isKeyword && groups.word === 'AND') return undefined;
  const content = groups.phrase ?? groups.word ?? '';
  const value = operator === '' && written !== '' ? `${written}:${content}` : content;
  return { kind: 'term', operator, value, negated };
}

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
  const tokens: Token[] = [];
  for (const { groups } of text.matchAll(pattern)) {
    if (!groups || groups.blank !== undefined || groups.other !== undefined) continue;
    const negated = groups.sign === '-';
    const written = groups.operator ?? '';
    const operator = operators.has(written.toLowerCase()) ? written.toLowerCase() : '';
    if (groups.close !== undefined) tokens.push({ kind: 'close' });
    else if (groups.open === '(' || groups.open === '{') {
      tokens.push({ kind: 'open', bracket: groups.open, operator, negated });
    } else if (groups.word === 'OR' && !negated && written === '') tokens.push({ kind: 'or' });
    else if (groups.word === 'AND' && !negated && written === '') continue;
    else tokens.push(term(groups.phrase ?? groups.word ?? '', { written, operator, negated }));
  }
  return tokens;
}

function term(
  text: string,
  { written, operator, negated }: { written: string; operator: string; negated: boolean },
): Token {
  const value = operator === '' && written !== '' ? `${written}:${text}` : text;
  return { kind: 'term', operator, value, negated };
}

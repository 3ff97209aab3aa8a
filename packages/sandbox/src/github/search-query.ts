import { validationFailed } from './github-error.ts';

/** A search, taken apart: words, and qualifiers with what they want. */
export interface SearchQuery {
  readonly words: readonly string[];
  readonly qualifiers: readonly Qualifier[];
}

/** `-label:bug` and its kind. */
export interface Qualifier {
  readonly name: string;
  readonly value: string;
  readonly isNegated: boolean;
}

const longestQuery = 256;

/** Reads `words "in order" is:open -label:bug`; qualifiers that this kind of search does not have are refused. */
export function parseSearchQuery(text: string | null, known: readonly string[]): SearchQuery {
  if (text === null || text.trim() === '')
    throw validationFailed({ resource: 'Search', field: 'q', code: 'missing' });
  const words: string[] = [];
  const qualifiers: Qualifier[] = [];
  for (const [token] of text.matchAll(/-?[a-z-]+:(?:"[^"]*"|\S+)|"[^"]*"|\S+/gi)) {
    const match = token.match(/^(?<minus>-?)(?<name>[a-z-]+):(?<value>.+)$/i)?.groups;
    if (!match) words.push(unquoted(token).toLowerCase());
    else qualifiers.push(readQualifier(match, known));
  }
  if (words.join(' ').length > longestQuery) throw refused('The search is longer than 256 characters.');
  return { words, qualifiers };
}

function readQualifier(match: Readonly<Record<string, string>>, known: readonly string[]): Qualifier {
  const name = (match.name ?? '').toLowerCase();
  if (!known.includes(name)) throw refused(`The sandbox does not know the qualifier ${name}.`);
  return { name, value: unquoted(match.value ?? '').toLowerCase(), isNegated: match.minus === '-' };
}

/** A search that GitHub cannot carry out. */
export function refused(message: string) {
  return validationFailed({ resource: 'Search', field: 'q', code: 'invalid', message });
}

function unquoted(text: string): string {
  return text.replaceAll('"', '');
}

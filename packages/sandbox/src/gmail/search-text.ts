const words = /[\p{L}\p{N}\p{M}_]+/gu;
const scriptWithoutSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Text as its words in lower case, each between single spaces, so that a phrase is found by `includes`. */
export function searchableText(text: string): string {
  const found = text.normalize('NFKC').toLowerCase().match(words);
  return found ? ` ${found.join(' ')} ` : ' ';
}

/** The text to look for inside `searchableText`: whole words, except in scripts that put no spaces between them. */
export function searchablePhrase(text: string): string | undefined {
  const phrase = searchableText(text);
  if (phrase === ' ') return undefined;
  return scriptWithoutSpaces.test(phrase) ? phrase.trim() : phrase;
}

/** GitHub's words for callouts and the icons that they stand for. */
const icons: ReadonlyMap<string, string> = new Map([
  ['NOTE', 'ℹ️'],
  ['TIP', '💡'],
  ['IMPORTANT', '❗'],
  ['WARNING', '⚠️'],
  ['CAUTION', '🛑'],
]);

/** The word that stands in place of blocks which Markdown cannot say. */
export const noteWord = 'NOTION';

/** The icon that `[!word]` means; undefined where it means none, so that it is text. */
export function iconOfWord(word: string): string | undefined {
  const known = icons.get(word.toUpperCase());
  if (known) return known;
  return /^\p{Emoji}/u.test(word) && !/^[\w#*]/.test(word) && word.length <= 20 ? word : undefined;
}

/** What stands in `[!…]` for an icon. */
export function wordOfIcon(icon: string): string {
  return [...icons].find(([, known]) => known === icon)?.[0] ?? icon;
}

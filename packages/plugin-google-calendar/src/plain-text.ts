const longestReadCharacters = 50_000;
const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

/** A description as plain text: Google's own editor writes simple HTML, other programs write none. */
export function plainText(description: string): string {
  const text = description.slice(0, longestReadCharacters);
  if (!/<\/?(?:a|b|br|div|i|li|ol|p|span|strong|em|u|ul|h\d|html-blob)\b[^<>]{0,2000}>/i.test(text))
    return text.trim();
  return text
    .replace(/<(script|style)\b[^<>]{0,2000}>[^<]*<\/\1>/gi, '')
    .replace(/<a\b[^<>]{0,2000}?\bhref="(https?:[^"<>\s]{1,2000})"[^<>]{0,2000}>([^<>]*)<\/a>/gi, link)
    .replace(/<li\b[^<>]{0,2000}>/gi, '\n- ')
    .replace(/<(?:br|\/p|\/div|\/ul|\/ol|\/h\d)\b[^<>]{0,2000}>/gi, '\n')
    .replace(/<[/a-z][^<>]{0,2000}>/gi, '')
    .replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => entities[entity] ?? entity)
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function link(_whole: string, address: string, words: string): string {
  return words.trim() === address || words.trim() === '' ? address : `${words} (${address})`;
}

const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

/** Text as its author wrote it: Slack escapes three characters. */
export function unescapeText(text: string): string {
  return text.replaceAll(/&(amp|lt|gt);/g, (whole, entity: string) => characters[entity] ?? whole);
}

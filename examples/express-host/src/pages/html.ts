/** A piece of HTML in which everything from outside is escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Content = Html | string | number | null | undefined | readonly Html[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Builds HTML: what is put in is escaped unless it was built in the same way. Attributes have to be quoted. */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  const inserted = contents.map(textOf);
  return new Html(strings.map((literal, index) => literal + (inserted[index] ?? '')).join(''));
}

function textOf(content: Content): string {
  if (content instanceof Html) return content.text;
  if (Array.isArray(content)) return content.map(({ text }) => text).join('\n');
  return String(content ?? '').replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

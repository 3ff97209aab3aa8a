const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** The fields that a browser would send for the one form of a page: hidden ones, and the checked boxes. */
export function readForm(html: string): [string, string][] {
  const fields: [string, string][] = [];
  for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
    const type = attribute(tag, 'type');
    const chosen = type === 'hidden' || /\schecked[\s>/]/.test(tag);
    const name = attribute(tag, 'name');
    if (chosen && name) fields.push([name, attribute(tag, 'value') ?? '']);
  }
  return fields;
}

function attribute(tag: string, name: string): string | undefined {
  const value = tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1];
  return value?.replace(/&(#?\w+);/g, (whole, entity) => entities[entity] ?? whole);
}

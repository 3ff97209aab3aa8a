import type { PluginAnswers } from './answers.ts';

/** What the template's names become. */
export function pluginNames(
  { name, id, tool }: PluginAnswers,
  options: { readonly packageName: string; readonly thing: string },
): Readonly<Record<string, string>> {
  const { packageName, thing } = options;
  const camelId = camelCase(id);
  return {
    '@sidecar/plugin-template': packageName,
    'Example Service': name,
    'example-service': id,
    exampleService: camelId,
    ExampleService: capitalized(camelId),
    EXAMPLE_SERVICE: id.replaceAll('-', '_').toUpperCase(),
    item_list: tool,
    'item-list': tool.replaceAll('_', '-'),
    itemList: camelCase(tool),
    item: thing,
    Item: capitalized(thing),
    items: plural(thing),
  };
}

/** What a tool is about: the word before its last, `note` for `note_list`. */
export function thingOf(tool: string): string {
  return tool.split('_').at(-2) ?? 'item';
}

/** In plain English spelling. */
export function plural(thing: string): string {
  if (/(s|x|z|ch|sh)$/.test(thing)) return `${thing}es`;
  return /[^aeiou]y$/.test(thing) ? `${thing.slice(0, -1)}ies` : `${thing}s`;
}

/** Writes the names in one pass, so that none is changed twice. */
export function rename(text: string, names: Readonly<Record<string, string>>): string {
  const known = Object.keys(names).sort((first, second) => second.length - first.length);
  return text.replaceAll(new RegExp(known.join('|'), 'g'), (found) => names[found] ?? found);
}

/** `acme-notes` and `acme_notes` as `acmeNotes`. */
export function camelCase(words: string): string {
  return words.replaceAll(/[-_]+(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** `note` as `Note`. */
export function capitalized(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

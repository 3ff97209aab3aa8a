import type { PluginAnswers } from './answers.ts';

/** What the template's names become. */
export function pluginNames(
  { name, id, tool }: PluginAnswers,
  packageName: string,
): Readonly<Record<string, string>> {
  const camelId = camelCase(id);
  return {
    '@sidecar/plugin-template': packageName,
    'Example Service': name,
    'example-service': id,
    exampleService: camelId,
    ExampleService: `${camelId.slice(0, 1).toUpperCase()}${camelId.slice(1)}`,
    EXAMPLE_SERVICE: id.replaceAll('-', '_').toUpperCase(),
    item_list: tool,
    'item-list': tool.replaceAll('_', '-'),
    itemList: camelCase(tool),
  };
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

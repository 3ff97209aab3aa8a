import type { AuthKind, PluginAnswers } from './answers.ts';
import { CreateError } from './create-error.ts';
import { repositoryManifest, standaloneManifest } from './package-manifest.ts';
import { camelCase, capitalized, pluginNames, plural, rename, thingOf } from './plugin-names.ts';
import { selectVariant } from './select-variant.ts';
import { standaloneFiles } from './standalone-files.ts';
import type { Template } from './template.ts';

/** The files of a new plugin, text by path. */
export function renderPlugin(
  template: Template,
  answers: PluginAnswers,
  place: 'repository' | 'standalone',
): Readonly<Record<string, string>> {
  requireFreeName(template, answers.id);
  const ownThing = thingOf(answers.tool);
  const namesOfThing = [ownThing, capitalized(ownThing), plural(ownThing)];
  const thing = namesOfThing.every((each) => isFreeName(template, each)) ? ownThing : 'item';
  const packageName =
    place === 'repository' ? `@sidecar/plugin-${answers.id}` : `sidecar-plugin-${answers.id}`;
  const names = pluginNames(answers, { packageName, thing });
  const { 'package.json': manifest = '', ...files } = filesOf(template, answers.auth);
  // A file of which nothing is left is for another kind of auth.
  const rendered = Object.entries(files)
    .map(([file, text]) => [file, selectVariant(text, answers.auth)] as const)
    .filter(([, text]) => text.trim() !== '')
    .map(([file, text]) => [
      rename(file, names),
      rename(text, names).replaceAll('```ts not-compiled', '```ts'),
    ]);
  const renamedManifest = rename(manifest, names);
  if (place === 'repository')
    return { 'package.json': repositoryManifest(renamedManifest), ...Object.fromEntries(rendered) };
  const { 'tsup.config.ts': _, ...own } = Object.fromEntries(rendered);
  return {
    'package.json': standaloneManifest(renamedManifest, template),
    ...own,
    ...standaloneFiles(template),
  };
}

/** The template's files, with those that a kind of auth has instead. */
function filesOf({ files }: Template, auth: AuthKind): Readonly<Record<string, string>> {
  const shared = Object.entries(files).filter(([file]) => !file.startsWith('variants/'));
  const folder = `variants/${auth}/`;
  const instead = Object.entries(files)
    .filter(([file]) => file.startsWith(folder))
    .map(([file, text]) => [file.slice(folder.length), text]);
  return Object.fromEntries([...shared, ...instead]);
}

const reserved = new Set(
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield'.split(
    ' ',
  ),
);

/** The id becomes the name of the plugin's function, which must mean nothing else in the generated code. */
function requireFreeName(template: Template, id: string): void {
  if (isFreeName(template, camelCase(id))) return;
  throw new CreateError(
    `The id "${id}" means something else in code. Take another, such as ${id}-service.`,
    2,
  );
}

/** Whether a word is neither one of the language nor one of the template's code. */
function isFreeName({ files }: Template, name: string): boolean {
  const code = Object.entries(files)
    .filter(([file]) => file.endsWith('.ts'))
    .map(([, text]) => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$|'[^'\n]*'/gm, ' '));
  return !reserved.has(name) && !code.some((text) => new RegExp(`\\b${name}\\b`).test(text));
}

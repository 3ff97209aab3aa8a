import type { BrokenPlugin } from './broken-plugin.ts';
import { notesConnections } from './notes-connections.ts';
import { notesExamples } from './notes-examples.ts';
import { readme } from './notes-package.ts';
import { notesPlugin } from './notes-plugin.ts';
import type { TrialOptions } from './try-rule.ts';

/** The sound plugin with a README in which one text is another. */
function withReadme(
  text: string,
  other: string,
  options: TrialOptions = {},
): Pick<BrokenPlugin, 'rule' | 'plugin' | 'options'> {
  const files = { readme: readme.replace(text, other) };
  return { rule: 'readme', plugin: notesPlugin(), options: { files, ...options } };
}

const lastLine = 'for (const { title } of list.notes) console.log(title);';

/** Plugins whose README does not show what is. */
export const brokenReadmes: readonly BrokenPlugin[] = [
  {
    ...withReadme(readme, '# Notes\n'),
    what: 'has no example',
    says: /no ```ts block/,
  },
  {
    ...withReadme("'note_list'", "'notes_list'"),
    what: 'shows a tool under its old name',
    says: /runs notes_list, and there is no such tool/,
  },
  {
    ...withReadme('`note_search`', ''),
    what: 'forgot a tool',
    says: /does not name note_search/,
  },
  {
    ...withReadme(lastLine, "throw new Error('Write the rest of it');"),
    what: 'shows an example that throws',
    says: /the README's example fails on line 11: Error: Write the rest of it/,
  },
  {
    ...withReadme("sidecar.run('note_list'", "sidecar.runByName('notes_list'"),
    what: 'runs a tool that is not there by a name from elsewhere',
    says: /fails on line 10: SidecarError \(unknown_name\): .*notes_list/,
  },
  {
    ...withReadme('limit: 5', 'limit: 500'),
    what: 'shows an input that the tool refuses',
    says: /fails on line 10: SidecarError \(invalid_input\): .*limit/,
  },
  {
    ...withReadme('const list =', 'const { list ='),
    what: 'shows an example that does not parse',
    says: /fails on line 10: SyntaxError/,
  },
  {
    ...withReadme('{ notes }', '{ notesPlugin }'),
    what: 'imports what the package does not export',
    says: /fails on line 6: SyntaxError: .*notesPlugin/,
  },
  {
    ...withReadme('@sidecar/core/loopback', '@sidecar/loopback'),
    what: 'imports what is not installed',
    says: /fails.*: Error \(ERR_MODULE_NOT_FOUND\): .*@sidecar\/loopback/,
  },
  {
    ...withReadme('[notes()]', '[notes]'),
    what: 'forgets to call the plugin',
    says: /fails on line 8: SidecarError \(invalid_input\): .*was not called/,
  },
  {
    ...withReadme(lastLine, "await fetch('https://notes.example/health');"),
    what: 'asks the network by itself',
    says: /fails on line 11: TypeError: .*called the global fetch for https:\/\/notes.example\/health/,
  },
  {
    ...withReadme(lastLine, 'await new Promise(() => undefined);'),
    what: 'shows an example that waits for ever',
    says: /it waits for something that never happens/,
  },
  {
    ...withReadme(lastLine, 'setTimeout(() => list.missing.length, 1);'),
    what: 'shows an example that fails after its last line',
    says: /after its last line it failed: TypeError/,
  },
  {
    ...withReadme(lastLine, 'process.exit(3);'),
    what: 'shows an example that ends the process',
    says: /it ended the process/,
  },
  {
    rule: 'readme',
    what: 'runs a tool in its README that no example answers',
    plugin: notesPlugin(),
    options: { examples: { ...notesExamples.examples, note_list: [] } },
    says: /asked GET https:\/\/api.notes.example\/v1\/notes, for which no example has an answer/,
  },
  {
    ...withReadme('{ via: loopback() }', "{ auth: 'ownToken', fields: { token: process.env.NOTES_TOKEN } }", {
      connection: notesConnections.ownToken,
    }),
    what: 'forgets a field that connecting asks for',
    says: /fails on line 9: SidecarError \(invalid_input\): .*site/,
  },
];

import type { AnyPlugin } from '@sidecar/core';
import { type PluginSuiteOptions, testPlugin } from '../../src/index.ts';
import { notesExamples } from './notes-examples.ts';
import { writeNotesPackage } from './notes-package.ts';

/** How a plugin is to be tried; like the notes plugin unless given. */
export type TrialOptions = Partial<PluginSuiteOptions> & {
  /** The package's code and README. */
  readonly files?: { readonly module?: string; readonly readme?: string };
};

/** Registers the suite with a test runner that only takes notes, and runs the test of one rule. */
export async function tryRule(rule: string, plugin: AnyPlugin, options: TrialOptions = {}): Promise<void> {
  const { files, ...changes } = options;
  const tests = new Map<string, () => Promise<void>>();
  const notesPackage = await writeNotesPackage(files);
  try {
    testPlugin(plugin, {
      ...notesExamples,
      patienceMs: 400,
      packageFolder: notesPackage.folder,
      ...changes,
      describe: (_, body) => body(),
      it: (title, _, body) => tests.set(title.split(' ')[0] ?? '', body),
    });
    const test = tests.get(rule);
    if (!test) throw new TypeError(`there is no rule ${rule}`);
    await test();
  } finally {
    await notesPackage.remove();
  }
}

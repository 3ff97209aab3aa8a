import { describe, expect, it } from 'vitest';
import { testPlugin } from '../../src/index.ts';
import { brokenBehaviour } from './broken-behaviour.ts';
import { brokenConnections } from './broken-connections.ts';
import { brokenFacts } from './broken-facts.ts';
import { brokenReadmes } from './broken-readmes.ts';
import { notesExamples } from './notes-examples.ts';
import { notesPlugin } from './notes-plugin.ts';
import { tryRule } from './try-rule.ts';

const broken = [...brokenFacts, ...brokenReadmes, ...brokenConnections, ...brokenBehaviour];

describe('the plugin suite', () => {
  it.each(broken)(
    'rejects by the rule $rule a plugin that $what',
    async ({ rule, plugin, options, says }) => {
      const failure = await tryRule(rule, plugin, options).then(
        () => undefined,
        (error) => error,
      );
      expect(failure).toMatchObject({ name: 'AssertionError', message: expect.stringMatching(says) });
    },
  );

  it('has a broken plugin for every rule', () => {
    const rules: string[] = [];
    testPlugin(notesPlugin(), {
      ...notesExamples,
      packageFolder: new URL('.', import.meta.url),
      describe: (_, body) => body(),
      it: (title) => rules.push(title.split(' ')[0] ?? ''),
    });
    expect([...new Set(broken.map(({ rule }) => rule))].sort()).toEqual(rules.sort());
  });
});

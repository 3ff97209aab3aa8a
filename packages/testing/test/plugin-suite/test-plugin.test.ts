import { createServer } from 'node:http';
import type { AnyPlugin } from '@sidecar/core';
import { afterAll, describe, expect, it } from 'vitest';
import { type PluginSuiteOptions, testPlugin } from '../../src/index.ts';
import { pluginRuleNames } from '../../src/plugin-suite/plugin-rule-name.ts';
import { notesExamples } from './notes-examples.ts';
import { readme, writeNotesPackage } from './notes-package.ts';
import { notesPlugin } from './notes-plugin.ts';
import { accountNotes, openNotes, tokenNotes } from './notes-variants.ts';
import { tryRule } from './try-rule.ts';

const notesPackage = await writeNotesPackage();
afterAll(() => notesPackage.remove());

/** What the suite gives to a test runner. */
function titles(
  options: Partial<PluginSuiteOptions>,
): readonly { readonly title: string; readonly skip: boolean }[] {
  const found: { title: string; skip: boolean }[] = [];
  testPlugin(notesPlugin(), {
    ...notesExamples,
    packageFolder: notesPackage.folder,
    ...options,
    describe: (_, body) => body(),
    it: (title, { skip = false }) => found.push({ title, skip }),
  });
  return found;
}

describe('testPlugin', () => {
  it('tries the rules up to a level and no others', () => {
    const levels = (level: 'bronze' | 'silver' | 'gold') =>
      new Set(titles({ level }).map(({ title }) => /\((\w+)\)/.exec(title)?.[1]));
    expect(levels('bronze')).toEqual(new Set(['bronze']));
    expect(levels('silver')).toEqual(new Set(['bronze', 'silver']));
    expect(levels('gold')).toEqual(new Set(['bronze', 'silver', 'gold']));
  });

  it('shows the reason of a rule that is skipped', () => {
    const skipped = titles({ skip: { quiet: 'it greets' } }).filter(({ skip }) => skip);
    expect(skipped.map(({ title }) => title)).toEqual([
      'quiet (gold): writes nothing to the console (skipped: it greets)',
    ]);
  });

  it('knows each of its rules by name', () => {
    expect(titles({}).map(({ title }) => title.split(' ')[0])).toEqual(pluginRuleNames);
  });

  it('refuses a skip without a reason, and one of a rule that is not there', () => {
    expect(() => titles({ skip: { quiet: ' ' } })).toThrow('Skipping the rule "quiet" needs a reason.');
    const skip = Object.fromEntries([['quite', 'a slip']]);
    expect(() => titles({ skip })).toThrow('There is no rule "quite" to skip.');
  });

  it('says why it cannot connect', async () => {
    const unanswered = tryRule('examples', notesPlugin(), { connection: { answers: [] } });
    await expect(unanswered).rejects.toThrow(
      'could not connect the plugin: it asked GET /v1/me, for which connection.answers has nothing',
    );
  });

  it('leaves the network as it was, also when tests run at the same time', async () => {
    const before = globalThis.fetch;
    const bodies: (() => Promise<void>)[] = [];
    testPlugin(notesPlugin(), {
      ...notesExamples,
      packageFolder: notesPackage.folder,
      describe: (_, body) => body(),
      it: (title, _, body) => /^(?:network|abort|identify|secrets) /.test(title) && bodies.push(body),
    });
    expect(bodies).toHaveLength(4);
    await Promise.all(bodies.map((body) => body()));
    expect(globalThis.fetch).toBe(before);
    const server = createServer((_, response) => response.end('hello'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('hello');
    server.close();
  });

  it('reports what it measured', async () => {
    const facts: string[] = [];
    const report = (fact: string) => facts.push(fact);
    await tryRule('import', notesPlugin(), { report });
    await tryRule('token-budget', notesPlugin(), { report });
    expect(facts).toEqual([
      expect.stringMatching(/^Importing sidecar-plugin-notes took \d+ ms\.$/),
      expect.stringMatching(/^Its 4 tools cost a model about \d+ tokens\.$/),
    ]);
  });
});

/** A suite of a plugin that is connected in another way, which its README shows. */
async function suiteOf(
  factory: () => AnyPlugin,
  { words, fields }: { readonly words: string; readonly fields?: Readonly<Record<string, string>> },
): Promise<void> {
  const module = `export { ${factory.name} as notes } from '${new URL('notes-variants.ts', import.meta.url).href}';`;
  const files = { module, readme: readme.replace('{ via: loopback() }', words) };
  const variant = await writeNotesPackage(files);
  afterAll(() => variant.remove());
  testPlugin(factory(), {
    ...notesExamples,
    describe,
    it,
    packageFolder: variant.folder,
    connection: { ...notesExamples.connection, ...(fields ? { fields } : {}) },
  });
}

await suiteOf(tokenNotes, {
  words: "{ auth: 'token', fields: { token: process.env.NOTES_TOKEN ?? '' } }",
  fields: { token: 'a-token-that-was-typed' },
});
await suiteOf(accountNotes, {
  words: "{ auth: 'account', fields: { name: 'ada', password: 'horse' } }",
  fields: { name: 'ada', password: 'correct-horse-battery' },
});
await suiteOf(openNotes, { words: '{}' });

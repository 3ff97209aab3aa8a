import { createServer } from 'node:http';
import { basicAuth, bearerToken, noAuth } from '@sidecar/core';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type PluginSuiteOptions, testPlugin } from '../../src/index.ts';
import { notesExamples } from './notes-examples.ts';
import { writeNotesPackage } from './notes-package.ts';
import { brokenNotes, notesPlugin } from './notes-plugin.ts';
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

const token = z.strictObject({ token: z.string().describe('A token.') });
const account = z.strictObject({
  name: z.string().describe('Name.'),
  password: z.string().describe('Password.'),
});

testPlugin(
  brokenNotes({
    auth: { token: bearerToken({ fields: token, token: (fields) => fields.token }) },
  }),
  {
    ...notesExamples,
    describe,
    it,
    packageFolder: notesPackage.folder,
    connection: { ...notesExamples.connection, fields: { token: 'a-token-that-was-typed' } },
  },
);

testPlugin(
  brokenNotes({
    auth: { account: basicAuth({ fields: account, token: ({ name, password }) => `${name}:${password}` }) },
  }),
  {
    ...notesExamples,
    describe,
    it,
    level: 'silver',
    packageFolder: notesPackage.folder,
    connection: { ...notesExamples.connection, fields: { name: 'ada', password: 'correct-horse-battery' } },
  },
);

testPlugin(brokenNotes({ auth: { none: noAuth() }, identify: undefined }), {
  ...notesExamples,
  describe,
  it,
  packageFolder: notesPackage.folder,
});

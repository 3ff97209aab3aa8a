import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ConnectionExample } from '../../src/index.ts';
import { readmeExample } from '../../src/plugin-suite/readme/readme-example.ts';
import { runReadmeExample } from '../../src/plugin-suite/readme/run-readme-example.ts';
import { Subject } from '../../src/plugin-suite/subject.ts';
import { notesConnections } from './notes-connections.ts';
import { notesExamples } from './notes-examples.ts';
import { writeNotesPackage } from './notes-package.ts';
import { notesPlugin } from './notes-plugin.ts';

/** What the suite says of an example. */
async function run(
  code: string,
  { connection, patienceMs }: { connection?: ConnectionExample; patienceMs?: number } = {},
): Promise<readonly string[]> {
  const notesPackage = await writeNotesPackage();
  onTestFinished(() => notesPackage.remove());
  const subject = new Subject(notesPlugin(), {
    ...notesExamples,
    describe: (_, body) => body(),
    it: () => undefined,
    packageFolder: notesPackage.folder,
    ...(connection ? { connection } : {}),
  });
  const whole = `import { createSidecar, memoryStore } from '@sidecar/core';
import { fileStore } from '@sidecar/core/file';
import { loopback } from '@sidecar/core/loopback';
import { notes } from 'sidecar-plugin-notes';
${code}
`;
  return runReadmeExample(subject, { code: whole, firstLine: 1 }, patienceMs);
}

const connected = `const sidecar = createSidecar({ plugins: [notes()], store: memoryStore() });
await sidecar.connect('notes', { via: loopback() });`;

describe('the example of a README', () => {
  it('runs in a home and a folder of its own, and leaves nothing', async () => {
    const told = `${connected}
const { homedir } = await import('node:os');
const { store } = { store: fileStore('data') };
throw new Error([homedir(), process.cwd(), process.env.XDG_STATE_HOME, process.env.SIDECAR_SECRET].join(' '));`;
    process.env.SIDECAR_SECRET = 'of the person who runs the tests';
    onTestFinished(() => {
      delete process.env.SIDECAR_SECRET;
    });
    const [problem = ''] = await run(told);
    const [, home = '', folder = '', state] = /Error: (\S+) (\S+) (\S+) /.exec(problem) ?? [];
    expect(problem).not.toContain('of the person');
    expect([folder, state]).toEqual([home, home]);
    expect(home).not.toBe(homedir());
    expect(existsSync(home)).toBe(false);
  });

  it('writes nothing with the store that it names', async () => {
    const example = `const sidecar = createSidecar({ plugins: [notes()], store: fileStore('data') });
await sidecar.connect('notes', { via: loopback() });
const { readdir } = await import('node:fs/promises');
throw new Error((await readdir('.')).sort().join());`;
    expect(await run(example)).toEqual(["the README's example fails on line 8: Error: core.mjs,example.mts"]);
  });

  it('gets the answers of the tool that it runs, whatever the examples asked for', async () => {
    const example = `${connected}
const [created, found, list] = await Promise.all([
  sidecar.run('note_create', { title: 'Something else' }),
  sidecar.runByName('notes.note_search', { text: 'something else' }),
  sidecar.run('note_list', { limit: 2 }),
]);
throw new Error([created.title, found.notes.length, list.notes.length].join());`;
    expect(await run(example)).toEqual(["the README's example fails on line 12: Error: Engine,1,2"]);
  });

  it('may have many users, ask a person, and read the environment', async () => {
    const example = `const host = createSidecar({
  plugins: [notes({}, { id: process.env.NOTES_CLIENT_ID ?? '', secret: process.env['NOTES_CLIENT_SECRET'] ?? '' })],
  store: memoryStore(),
  users: 'many',
  approve: async ({ tool }) => new Promise(() => console.log(tool)),
});
const ada = host.forUser('ada');
await ada.connect('notes', { via: loopback() });
await ada.run('note_create', { title: 'Hello' });`;
    expect(await run(example)).toEqual([]);
  });

  it('may type what stands in the environment', async () => {
    const example = `const sidecar = createSidecar({ plugins: [notes()], store: memoryStore() });
const site = process.env.NOTES_SITE ?? '';
await sidecar.connect('notes', { auth: 'ownToken', fields: { site, token: process.env.NOTES_TOKEN ?? '' } });
await sidecar.run('note_list', {});`;
    expect(await run(example, { connection: notesConnections.ownToken })).toEqual([]);
  });

  it('may make its tokens from a key', async () => {
    const example = `const sidecar = createSidecar({ plugins: [notes()], store: memoryStore() });
const key = process.env.NOTES_KEY ?? '';
await sidecar.connect('notes', { auth: 'app', fields: { installation: '7', key } });
await sidecar.run('note_list', {});`;
    expect(await run(example, { connection: notesConnections.app })).toEqual([]);
  });

  it('is ended when it does not end by itself', async () => {
    const endless = await run(`${connected}\nsetInterval(() => undefined, 1_000);`, { patienceMs: 5_000 });
    expect(endless).toEqual(["the README's example fails: it does not end"]);
  });

  it('is the first program that imports the package', () => {
    const readme = "# Notes\n\n```ts\nconst other = 1;\n```\n\n```ts\nimport 'notes';\n```\n";
    expect(readmeExample(readme, 'notes')).toEqual({ code: "import 'notes';\n", firstLine: 8 });
    expect(readmeExample(readme, 'mail')).toBeUndefined();
  });
});

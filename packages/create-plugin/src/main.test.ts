import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { create, outsideFolder } from '../test/generated-plugin.ts';

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await outsideFolder());
});
afterEach(() => remove());

const acme = ['--name', 'Acme Notes', '--yes'];

describe('with flags', () => {
  it('writes a package named after the service, and says what to do next', async () => {
    const { exitCode, output } = await create([...acme, '--tool', 'note_list'], { cwd: folder });
    expect(exitCode).toBe(0);
    expect(output).toContain('Now:\n  cd sidecar-plugin-acme-notes\n  npm install\n  npm test\n');
    const manifest = await readFile(path.join(folder, 'sidecar-plugin-acme-notes/package.json'), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({
      name: 'sidecar-plugin-acme-notes',
      keywords: expect.arrayContaining(['sidecar-plugin']),
      sidecar: { specificationVersion: 'v1', export: 'acmeNotes' },
    });
  });

  it("leaves nothing of the template's own names, and no range that npm does not know", async () => {
    for (const auth of ['oauth2', 'token', 'none']) {
      await create([...acme, '--tool', 'note_list', '--auth', auth, '--dir', auth], { cwd: folder });
      const files = await readdir(path.join(folder, auth), { recursive: true, withFileTypes: true });
      for (const file of files.filter((entry) => entry.isFile())) {
        const text = await readFile(path.join(file.parentPath, file.name), 'utf8');
        expect(`${file.name}\n${text}`).not.toMatch(
          /example.?service|plugin-template|items?\b|catalog:|workspace:|only:|not-compiled|variants/i,
        );
      }
    }
  });

  it('speaks of what the first tool is about', async () => {
    await create([...acme, '--tool', 'meeting_note_list'], { cwd: folder });
    const source = path.join(folder, 'sidecar-plugin-acme-notes/src');
    const tool = await readFile(path.join(source, 'tools/meeting-note-list.ts'), 'utf8');
    expect(tool).toContain("name: 'meeting_note_list'");
    expect(tool).toContain('const notes = await client.meetingNoteList({ limit }, signal)');
    expect(await readFile(path.join(source, 'acme-notes-client.ts'), 'utf8')).toContain('/v1/notes?limit=');
  });

  it('speaks of items when the thing would mean something else in code', async () => {
    for (const thing of ['title', 'promise', 'case']) {
      await create([...acme, '--tool', `${thing}_list`, '--dir', thing], { cwd: folder });
      const tool = await readFile(path.join(folder, thing, `src/tools/${thing}-list.ts`), 'utf8');
      expect(tool).toContain(`const items = await client.${thing}List(`);
    }
  });

  it.each([
    ['no name', ['--yes'], 2, '--name'],
    ['an unknown flag', ['--nmae', 'x'], 2, "Unknown option '--nmae'"],
    ['a stray word', ['acme', '--yes'], 2, 'acme'],
    ['a name that breaks code', ['--name', "Acme's", '--yes'], 2, '--name: A name begins'],
    ['a name that ends a comment', ['--name', 'Acme */', '--yes'], 2, '--name: A name begins'],
    ['a name of many lines', ['--name', 'Acme\nNotes', '--yes'], 2, '--name: A name begins'],
    ['a name without any id in it', ['--name', '花子', '--yes'], 2, '--id'],
    ['an id with a path in it', [...acme, '--id', '../acme'], 2, '--id: An id is'],
    ['an id that starts with a digit', [...acme, '--id', '9gag'], 2, '--id: An id is'],
    ['an id that is too long', [...acme, '--id', 'a'.repeat(41)], 2, '--id: An id is'],
    ['an id that is a word of the language', [...acme, '--id', 'new'], 2, 'means something else in code'],
    ['an id that the code uses', [...acme, '--id', 'limit'], 2, 'means something else in code'],
    ['a kind of auth that is unknown', [...acme, '--auth', 'oauth1'], 2, '--auth: The kinds of auth are'],
    ['a tool without a thing', [...acme, '--tool', 'list'], 2, '--tool: A tool is called'],
    ['a tool in capitals', [...acme, '--tool', 'noteList'], 2, '--tool: A tool is called'],
    [
      'an id and a tool that are too long together',
      [...acme, '--id', 'a'.repeat(40), '--tool', `note_${'a'.repeat(20)}`],
      2,
      'at most 63 characters',
    ],
  ])('refuses %s and writes nothing', async (...[, words, exitCode, message]) => {
    const ended = await create(words, { cwd: folder });
    expect(ended).toMatchObject({ exitCode, errors: expect.stringContaining(message) });
    expect(ended.errors.trim().split('\n')).toHaveLength(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('shows its options', async () => {
    expect(await create(['--help'], { cwd: folder })).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining('npm create @sidecar/plugin -- [options]'),
    });
  });

  it('overwrites nothing: a folder that holds anything is refused, an empty one taken', async () => {
    await mkdir(path.join(folder, 'mine'));
    await writeFile(path.join(folder, 'mine/.notes'), 'mine');
    const refused = await create([...acme, '--dir', 'mine'], { cwd: folder });
    expect(refused).toMatchObject({ exitCode: 1, errors: expect.stringContaining('nothing is overwritten') });
    expect(await readdir(path.join(folder, 'mine'))).toEqual(['.notes']);
    await mkdir(path.join(folder, 'empty'));
    expect(await create([...acme, '--dir', 'empty'], { cwd: folder })).toMatchObject({ exitCode: 0 });
  });

  it('refuses a file in the place of the folder, and a link to nowhere', async () => {
    await writeFile(path.join(folder, 'file'), 'mine');
    const refused = await create([...acme, '--dir', 'file'], { cwd: folder });
    expect(refused).toMatchObject({ exitCode: 1, errors: expect.stringContaining('is not a folder') });
    await symlink(path.join(folder, 'nowhere'), path.join(folder, 'link'));
    expect((await create([...acme, '--dir', 'link'], { cwd: folder })).exitCode).toBe(1);
    expect(await readFile(path.join(folder, 'file'), 'utf8')).toBe('mine');
  });
});

describe('without flags', () => {
  it('asks, shows what it suggests, and asks again after an answer that does not do', async () => {
    const input = 'Ácme Notes\n\noauth\ntoken\nnote_list\n';
    const { exitCode, output } = await create([], { cwd: folder, input });
    expect(exitCode).toBe(0);
    expect(output).toContain('Id (acme-notes): ');
    expect(output).toContain('The kinds of auth are oauth2, token, none.');
    const files = await readdir(path.join(folder, 'sidecar-plugin-acme-notes/src/tools'));
    expect(files).toEqual(['note-list.test.ts', 'note-list.ts']);
  });

  it('asks only for what no flag says', async () => {
    const { output } = await create(['--name', 'Acme', '--auth', 'none', '--tool', 'note_list'], {
      cwd: folder,
      input: 'acme-two\n',
    });
    expect(output).toMatch(/^Id \(acme\): \n/);
    expect(await readdir(folder)).toEqual(['sidecar-plugin-acme-two']);
  });

  it('gives up when the input ends, and writes nothing', async () => {
    expect(await create([], { cwd: folder, input: 'Acme\n' })).toMatchObject({
      exitCode: 130,
      errors: 'Given up; nothing was written.\n',
    });
    expect(await readdir(folder)).toEqual([]);
  });
});

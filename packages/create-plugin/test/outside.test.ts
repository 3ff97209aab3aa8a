import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { create, linkDependencies, outsideFolder, run, toolOfRepository } from './generated-plugin.ts';

let outside: Awaited<ReturnType<typeof outsideFolder>>;
beforeEach(async () => {
  outside = await outsideFolder();
});
afterEach(() => outside.remove());

const silent = { exitCode: 0, output: '', errors: '' };

describe.each(['oauth2', 'token', 'none'])('a new plugin with auth %s outside of the repository', (auth) => {
  it('type-checks, passes its tests, builds, and can be imported', async () => {
    const words = ['--name', 'Acme Notes', '--auth', auth, '--tool', 'note_list', '--dir', 'acme', '--yes'];
    expect(await create(words, { cwd: outside.folder })).toMatchObject({ exitCode: 0 });
    const folder = path.join(outside.folder, 'acme');
    await linkDependencies(folder);

    expect(await run([toolOfRepository('tsc'), '-p', '.'], { cwd: folder })).toEqual(silent);
    const build = [toolOfRepository('tsc'), '-p', 'tsconfig.build.json'];
    expect(await run(build, { cwd: folder })).toEqual(silent);
    const tests = await run([toolOfRepository('vitest'), 'run', '--no-color'], { cwd: folder });
    expect(tests, tests.output + tests.errors).toMatchObject({ exitCode: 0 });
    expect(tests.output).toMatch(/Tests\s+\d\d+ passed \(\d+\)/);

    const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    const entry = pathToFileURL(path.join(folder, manifest.exports['.'].default)).href;
    const code = `const { acmeNotes } = await import('${entry}'); console.log(acmeNotes().id);`;
    const imported = await run([process.execPath, '--input-type=module', '--eval', code], { cwd: folder });
    expect(imported).toMatchObject({ exitCode: 0, output: 'acme-notes\n' });
  });
});

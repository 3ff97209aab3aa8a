import { existsSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/storage/temporary-folder.ts';
import { makeFolder } from './make-folder.ts';

it('makes a folder and those above it, for their owner only, and is content with one that is there', () => {
  const folder = join(temporaryFolder(), 'a', 'b', 'c');
  makeFolder(folder);
  makeFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it.skipIf(!existsSync('/proc/self'))('ends where the system makes no folders (needs /proc)', () => {
  expect(() => makeFolder('/proc/sidecar/data')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
});

it('takes no file for a folder, and no link that leads nowhere', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  symlinkSync(join(folder, 'nowhere'), join(folder, 'link'));
  for (const name of ['file', 'file/below', 'link']) expect(() => makeFolder(join(folder, name))).toThrow();
});

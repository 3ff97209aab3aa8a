import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellWord } from './shell-word.ts';

test.skipIf(process.platform === 'win32').each(["it's here", '@scope/name', '$HOME `x`', '', '~', 'a\nb'])(
  'a shell (needs sh) takes %j back as it was',
  (word) => {
    const taken = execFileSync('sh', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' });
    expect(taken).toBe(word);
  },
);

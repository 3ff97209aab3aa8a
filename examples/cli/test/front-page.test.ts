import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { Cli } from './cli-process.ts';

/** A line without what differs from run to run: its mark, and the port. */
const comparable = (line: string) =>
  line
    .replace(/^[✔*] /, '')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .trimEnd();

test.each(['../../../README.md', '../README.md'])(
  'the tour prints what %s shows of it, in that order',
  async (file) => {
    const readme = readFileSync(new URL(file, import.meta.url), 'utf8');
    const [, transcript = ''] = /```console\n\$ npm start\n([\s\S]*?)```/.exec(readme) ?? [];
    const shown =
      transcript
        .split('┌')[0]
        ?.split('\n')
        .map(comparable)
        .filter((line) => line !== '' && !line.endsWith('…')) ?? [];
    expect(shown.length).toBeGreaterThan(6);
    const cli = await Cli.create();
    onTestFinished(() => cli.remove());
    const printed = (await cli.run(['tour'])).stdout.split('\n').map(comparable);
    let from = 0;
    for (const line of shown) {
      const at = printed.findIndex(
        (candidate, index) => index >= from && candidate.startsWith(line.replace(/:PORT.*/, '')),
      );
      expect(at, line).toBeGreaterThanOrEqual(from);
      from = at + 1;
    }
  },
);

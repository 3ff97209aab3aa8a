import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

const runner = pathToFileURL(path.resolve(import.meta.dirname, 'run-node.mjs')).href;

function runNode(code: string) {
  const outer = `import { runNode } from '${runner}'; runNode(['--eval', ${JSON.stringify(code)}], process.env);`;
  return spawn(process.execPath, ['--input-type=module', '--eval', outer], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

it('ends with the exit code of the script', async () => {
  const [code, signal] = await once(runNode('process.exit(7)'), 'exit');
  expect([code, signal]).toEqual([7, null]);
});

it('passes a signal on and lets the script end in its own way', async () => {
  const outer = runNode(
    `process.on('SIGTERM', () => process.exit(3)); setInterval(() => {}, 1000); console.log('ready');`,
  );
  await once(outer.stdout, 'data');
  outer.kill('SIGTERM');
  const [code, signal] = await once(outer, 'exit');
  expect([code, signal]).toEqual([3, null]);
});

it('ends by the signal that ended the script', async () => {
  const outer = runNode(`setInterval(() => {}, 1000); console.log('ready');`);
  await once(outer.stdout, 'data');
  outer.kill('SIGINT');
  const [code, signal] = await once(outer, 'exit');
  expect([code, signal]).toEqual([null, 'SIGINT']);
});

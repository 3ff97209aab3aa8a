import { homedir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { choosePlace } from './place.ts';

test('the sandbox and the real services never share a folder', () => {
  const sandbox = choosePlace({ home: '/data' }, {});
  const live = choosePlace({ home: '/data', live: true }, {});
  expect([sandbox.dataFolder, live.dataFolder]).toEqual([
    path.resolve('/data/sandbox-8710'),
    path.resolve('/data/live'),
  ]);
});

test('a flag wins over the environment, and the checkout is where nothing else is said', () => {
  expect(choosePlace({ home: '/one' }, { SIDECAR_HOME: '/two' }).home).toBe(path.resolve('/one'));
  expect(choosePlace({}, { SIDECAR_HOME: '~/sidecar' }).home).toBe(path.join(homedir(), 'sidecar'));
  expect(path.basename(choosePlace({}, {}).home)).toBe('.sidecar');
});

test('ports are numbers that a person may use', () => {
  expect(choosePlace({ port: '9000' }, {}).callbackPorts).toEqual([9006, 9007, 9008]);
  expect(choosePlace({ live: true }, { SIDECAR_CALLBACK_PORT: '9100' }).callbackPorts).toEqual([9100]);
  for (const port of ['0', '80', '65535', '1e4x', '-1'])
    expect(() => choosePlace({ port }, {})).toThrow(/is no port/);
});

import { expect, it } from 'vitest';
import { InvalidInput } from './invalid-input.ts';
import { runPluginTool } from './run-plugin-tool.ts';

const number = {
  '~standard': {
    validate: (value: unknown) =>
      typeof value === 'number' ? { value: value + 0.5 } : { issues: [{ message: 'No number.' }] },
  },
};
const plugin = {
  id: 'sums',
  tools: [
    {
      name: 'double',
      input: number,
      output: number,
      execute: async (input: number, { client, connection }: { client: string; connection: object }) =>
        client === 'broken' ? connection : input * 2,
    },
  ],
};
const run = (input: unknown, client = 'whole', name = 'double') =>
  runPluginTool(plugin, { name, input }, { client, fetch });

it('gives a tool its parsed input and parses what comes out', async () => {
  expect(await run(1)).toBe(3.5);
});

it('tells an input that does not fit from an output that does not', async () => {
  await expect(run('1')).rejects.toEqual(new InvalidInput('No number.'));
  await expect(run(1, 'broken')).rejects.toThrow('The output does not fit');
});

it('knows no tool but those of the plugin', async () => {
  await expect(run(1, 'whole', 'halve')).rejects.toThrow('There is no tool halve.');
});

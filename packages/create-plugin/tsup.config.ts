import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { defineConfig, type Options } from 'tsup';
import base from '../../tsup.base.ts';
import { collectTemplate } from './src/collect-template.ts';

/** The template package is packed beside the code. */
export default defineConfig(async (given): Promise<Options> => {
  const shared = typeof base === 'function' ? await base(given) : base;
  return {
    ...(Array.isArray(shared) ? shared[0] : shared),
    entry: ['src/index.ts', 'src/main.ts'],
    onSuccess: async () => {
      const template = await collectTemplate(path.resolve('../..'));
      await writeFile('dist/template.json', JSON.stringify(template));
    },
  };
});

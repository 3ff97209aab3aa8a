import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const script = `
  import { createRequire } from 'node:module';
  import { twitter } from './src/index.ts';
  const { cache } = createRequire(import.meta.url);
  const isLoaded = () => Object.keys(cache).some((file) => file.includes('twitter-api-v2'));
  const plugin = twitter();
  const client = plugin.createClient({ fetch: async () => Response.json({ data: { id: '1', username: 'ada' } }) });
  const before = isLoaded();
  await client.me(new AbortController().signal);
  console.log(JSON.stringify({ before, after: isLoaded() }));
`;

it('loads twitter-api-v2 with the first call and not before', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: new URL('..', import.meta.url),
  });
  expect(JSON.parse(stdout)).toEqual({ before: false, after: true });
});

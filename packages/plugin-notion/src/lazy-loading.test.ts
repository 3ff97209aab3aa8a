import { execFile } from 'node:child_process';
import { registerHooks } from 'node:module';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const script = `
  import { registerHooks } from 'node:module';
  const loaded = [];
  registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
  const isLoaded = () => loaded.some((url) => url.includes('markdown-it'));
  const { notion } = await import('./src/index.ts');
  const { loadMarkdown } = await import('./src/markdown/load-markdown.ts');
  const tools = notion().tools.length;
  const before = isLoaded();
  (await loadMarkdown()).read('# x');
  console.log(JSON.stringify({ tools, before, after: isLoaded() }));
`;

it.skipIf(typeof registerHooks !== 'function')(
  'loads the Markdown parser with the first page and not before',
  async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', script],
      {
        cwd: new URL('..', import.meta.url),
      },
    );
    expect(JSON.parse(stdout)).toEqual({ tools: 5, before: false, after: true });
  },
);

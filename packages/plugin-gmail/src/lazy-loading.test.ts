import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('loads no vendor library before the first call', () => {
  const program = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
    const { gmail } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)});
    const client = gmail().createClient({ fetch: () => Promise.reject(new Error('no')) });
    const before = [...loaded];
    await client.profile(new AbortController().signal).catch(() => {});
    console.log(JSON.stringify({ before, after: loaded }));
  `;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  const { before, after } = JSON.parse(output);
  const vendors = /node_modules\/(@googleapis|googleapis-common|gaxios|nodemailer|postal-mime|html-to-text)/;
  expect(before.filter((url: string) => vendors.test(url))).toEqual([]);
  expect(after.some((url: string) => vendors.test(url))).toBe(true);
});

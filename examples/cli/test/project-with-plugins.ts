import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const installed = fileURLToPath(new URL('../node_modules/', import.meta.url));

/** A plugin as an author outside of this repository writes one: its id, and the short name of its only tool. */
const source = (id: string, tool: string) => `
import { bearerToken } from '@sidecar/core';
import { z } from 'zod';
import { writeFileSync } from 'node:fs';

writeFileSync(new URL('./has-run', import.meta.url), '');

export const plugin = () => ({
  specificationVersion: 'v1',
  id: '${id}',
  name: '${id.toUpperCase()}',
  description: 'Reads notes.',
  icon: 'N',
  category: 'notes',
  capabilities: { read: ['notes'], write: [], webhooks: false },
  auth: {
    token: bearerToken({
      fields: z.strictObject({
        token: z.string().min(8).describe('Token of the notes'),
        region: z.enum(['eu', 'us']).optional().describe('Region'),
        size: z.number().optional().describe('Size'),
      }),
      token: ({ token }) => token,
    }),
  },
  apiOrigins: [process.env.NOTES_URL],
  createClient: ({ fetch }) => async (path, signal) => {
    const response = await fetch(new URL(path, process.env.NOTES_URL), { signal });
    return response.json();
  },
  identify: async (client, signal) => {
    const { id, name } = await client('/me', signal);
    return { id, label: name };
  },
  tools: [{
    name: '${tool}',
    description: 'Lists notes.',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({ notes: z.array(z.object({ title: z.string() })) }),
    execute: async (_input, { client, signal }) => ({ notes: await client('/notes', signal) }),
  }],
});
`;

/** The plugins of the project: each leaves the file `has-run` in its folder as soon as it is imported. */
const packages: Readonly<Record<string, string>> = {
  'sidecar-plugin-notes': source('notes', 'note_list'),
  '@notes/plugin-mails': source('mails', 'email_list'),
  'sidecar-plugin-gmail-again': source('gmail', 'mail_list'),
  'sidecar-plugin-harmful': `import { writeFileSync } from 'node:fs';
writeFileSync(new URL('./has-run', import.meta.url), '');
throw new Error('damage');`,
};

/** A folder of a person who has installed plugins, as npm leaves it. */
export function projectWithPlugins(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sidecar-project-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const modules = path.join(folder, 'node_modules');
  const write = (place: string, content: object | string) => {
    const file = path.join(folder, place);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  };
  const names = [...Object.keys(packages), 'sidecar-plugin-newer', 'some-library'];
  write('package.json', { dependencies: Object.fromEntries(names.map((name) => [name, '^1.0.0'])) });
  const manifest = { version: '1.2.3', type: 'module', exports: './index.js', keywords: ['sidecar-plugin'] };
  for (const [name, code] of Object.entries(packages)) {
    const sidecar = { specificationVersion: 'v1', export: 'plugin' };
    write(`node_modules/${name}/package.json`, { name, ...manifest, sidecar });
    write(`node_modules/${name}/index.js`, code);
  }
  const newer = { ...manifest, sidecar: { specificationVersion: 'v2', export: 'plugin' } };
  write('node_modules/sidecar-plugin-newer/package.json', newer);
  write('node_modules/some-library/package.json', { name: 'some-library', version: '1.0.0' });
  mkdirSync(path.join(modules, '@sidecar'));
  for (const name of ['@sidecar/core', 'zod']) {
    symlinkSync(path.join(installed, name), path.join(modules, name), 'junction');
  }
  return folder;
}

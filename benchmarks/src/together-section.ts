import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { median } from './median.ts';
import { npmInstall } from './peer-folders.ts';
import { type PublishedPackage, packPublishedPackages } from './published-packages.ts';
import type { Section } from './section.ts';
import { table } from './table.ts';

/** What a program that starts with every plugin says of itself. */
interface StartUp {
  readonly elapsedMs: number;
  readonly heapBytes: number;
  readonly tools: readonly { readonly integration: string; readonly characters: number }[];
}

const runs = 21;
/** What a token is on average in JSON and English. */
const charactersPerToken = 4;

/** What it takes to start with all integrations, and what their tools cost a model that is shown all of them. */
export async function togetherSection(): Promise<Section> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sidecar-together-'));
  try {
    const packages = packPublishedPackages(folder);
    const dependencies = Object.fromEntries(packages.map(({ name, tarball }) => [name, `file:${tarball}`]));
    await writeFile(
      path.join(folder, 'package.json'),
      JSON.stringify({ private: true, type: 'module', dependencies }),
    );
    await writeFile(path.join(folder, 'start.js'), startProgram(packages));
    npmInstall(folder);
    const starts = Array.from({ length: runs }, () => start(folder));
    const { tools, heapBytes } = starts.at(-1) ?? start(folder);
    const elapsedMs = median(starts.map((each) => each.elapsedMs));
    const results = { elapsedMs, heapBytes, integrations: costs(tools) };
    return {
      title: '4. All integrations together',
      notes: [
        `Start-up: core and ${packages.length - 1} plugins imported, every plugin made, createSidecar called; median of ${runs} new processes.`,
        `Tokens: name, description and JSON Schema of the input of every tool, ${charactersPerToken} characters each.`,
      ],
      tables: [
        `start-up ${elapsedMs.toFixed(1)} ms, heap ${(heapBytes / 1024 / 1024).toFixed(1)} MB`,
        table(
          ['integration', 'tools:', 'tokens:'],
          results.integrations.map(({ integration, count, tokens }) => [
            integration,
            String(count),
            String(tokens),
          ]),
        ),
      ],
      results,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function costs(tools: StartUp['tools']) {
  const names = [...new Set(tools.map(({ integration }) => integration))];
  const rows = names.map((name) =>
    cost(
      name,
      tools.filter(({ integration }) => integration === name),
    ),
  );
  return [...rows, cost('all', tools)];
}

function cost(integration: string, tools: StartUp['tools']) {
  const characters = tools.reduce((sum, tool) => sum + tool.characters, 0);
  return { integration, count: tools.length, tokens: Math.ceil(characters / charactersPerToken) };
}

function start(folder: string): StartUp {
  return JSON.parse(execFileSync(process.execPath, ['start.js'], { cwd: folder, encoding: 'utf8' }));
}

function startProgram(packages: readonly PublishedPackage[]): string {
  const plugins = packages.filter(({ factory }) => factory !== undefined);
  return `const startedAt = performance.now();
const { createSidecar, memoryStore } = await import('@sidecar/core');
const plugins = [
${plugins.map(({ name, factory }) => `  (await import('${name}')).${factory}(),`).join('\n')}
];
createSidecar({ plugins, store: memoryStore() });
const elapsedMs = performance.now() - startedAt;
const heapBytes = process.memoryUsage().heapUsed;
const tools = plugins.flatMap(({ id, tools }) =>
  tools.map(({ name, description, input }) => {
    const { $schema, ...inputSchema } = input['~standard'].jsonSchema.input({ target: 'draft-2020-12' });
    return { integration: id, characters: JSON.stringify({ name, description, inputSchema }).length };
  }),
);
console.log(JSON.stringify({ elapsedMs, heapBytes, tools }));
`;
}

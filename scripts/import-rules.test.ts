import { describe, expect, it } from 'vitest';
import type { ImportGraph } from './import-graph.ts';
import { importProblems } from './import-rules.ts';
import type { ModuleImport } from './module-imports.ts';

function graphOf(files: Record<string, (string | ModuleImport)[]>) {
  return new Map(
    Object.entries(files).map(([file, imports]) => [
      file,
      imports.map((entry) =>
        typeof entry === 'string' ? { specifier: entry, isTypeOnly: false, line: 1 } : entry,
      ),
    ]),
  );
}

function problemsOf(name: string, graph: ImportGraph) {
  const dependencies = { '@sidecar/core': '*', '@sidecar/plugin-twitter': '*', zod: '*' };
  const manifest = { name: `@sidecar/${name}`, version: '0.0.0', exports: {}, dependencies };
  return importProblems({ folder: `packages/${name}`, manifest }, graph);
}

describe('import rules', () => {
  it('finds a node import that the root entry of core reaches in two steps', () => {
    const graph = graphOf({
      'packages/core/src/index.ts': ['./store.ts'],
      'packages/core/src/store.ts': ['./file.ts'],
      'packages/core/src/file.ts': ['node:fs'],
    });
    expect(problemsOf('core', graph)).toEqual([
      'packages/core/src/file.ts:1 imports node:fs, reached by packages/core/src/index.ts -> packages/core/src/store.ts -> packages/core/src/file.ts',
    ]);
  });

  it('lets the entries for Node import what the root entry may not', () => {
    const graph = graphOf({
      'packages/core/src/index.ts': [{ specifier: './file.ts', isTypeOnly: true, line: 1 }],
      'packages/core/src/file.ts': ['node:fs'],
    });
    expect(problemsOf('core', graph)).toEqual([]);
  });

  it('forbids a plugin every entry of core but the root, and every other plugin', () => {
    const graph = graphOf({
      'packages/plugin-gmail/src/index.ts': [
        '@sidecar/core',
        '@sidecar/core/file',
        '@sidecar/plugin-twitter',
      ],
    });
    expect(problemsOf('plugin-gmail', graph)).toEqual([
      'packages/plugin-gmail/src/index.ts:1 may not import @sidecar/core/file',
      'packages/plugin-gmail/src/index.ts:1 may not import @sidecar/plugin-twitter',
    ]);
  });

  it('lets a plugin import a private package that its build carries along, which knows core only', () => {
    const plugin = graphOf({ 'packages/plugin-gmail/src/index.ts': ['@sidecar/google'] });
    expect(problemsOf('plugin-gmail', plugin)).toEqual([]);
    const bundled = graphOf({
      'packages/google/src/index.ts': ['@sidecar/core', '@sidecar/plugin-twitter', '@sidecar/core/file'],
    });
    expect(problemsOf('google', bundled)).toEqual([
      'packages/google/src/index.ts:1 may not import @sidecar/plugin-twitter',
      'packages/google/src/index.ts:1 may not import @sidecar/core/file',
    ]);
  });

  it('lets a test of a plugin use the sandbox, the file store and a sister plugin', () => {
    const graph = graphOf({
      'packages/plugin-gmail/src/a.test.ts': [
        '@sidecar/sandbox',
        '@sidecar/core/file',
        '@sidecar/plugin-twitter',
      ],
    });
    expect(problemsOf('plugin-gmail', graph)).toEqual([]);
  });

  it('lets tests alone use what helps tests, which itself knows none of our packages', () => {
    const graph = graphOf({
      'packages/plugin-gmail/src/index.ts': ['@sidecar/evidence'],
      'packages/plugin-gmail/src/a.test.ts': ['@sidecar/evidence', '@sidecar/test-servers/free-port'],
    });
    expect(problemsOf('plugin-gmail', graph)).toEqual([
      'packages/plugin-gmail/src/index.ts:1 imports @sidecar/evidence, which package.json does not declare',
      'packages/plugin-gmail/src/index.ts:1 may not import @sidecar/evidence',
    ]);
    const google = graphOf({ 'packages/google/src/a.test.ts': ['@sidecar/evidence', '@sidecar/sandbox'] });
    expect(problemsOf('google', google)).toEqual([
      'packages/google/src/a.test.ts:1 may not import @sidecar/sandbox',
    ]);
    const aid = graphOf({ 'packages/test-servers/src/a.test.ts': ['@sidecar/core', '@sidecar/evidence'] });
    expect(problemsOf('test-servers', aid)).toHaveLength(2);
  });

  it('forbids core every plugin, in tests too', () => {
    const graph = graphOf({ 'packages/core/src/a.test.ts': ['@sidecar/plugin-gmail'] });
    expect(problemsOf('core', graph)).toHaveLength(1);
  });

  it('forbids a relative path into another package and shipped code that imports a test', () => {
    const graph = graphOf({
      'packages/core/src/a.ts': ['../../sandbox/src/index.ts', '../test/fake.ts'],
      'packages/core/test/fake.ts': [],
    });
    expect(problemsOf('core', graph)).toEqual([
      'packages/core/src/a.ts:1 leaves its package: ../../sandbox/src/index.ts',
      'packages/core/src/a.ts:1 imports test code: ../test/fake.ts',
    ]);
  });

  it('finds a circle at run time and accepts one of types only', () => {
    const circle = (isTypeOnly: boolean) =>
      graphOf({
        'packages/core/src/a.ts': ['./b.ts'],
        'packages/core/src/b.ts': [{ specifier: './a.ts', isTypeOnly, line: 1 }],
      });
    expect(problemsOf('core', circle(false))).toEqual([
      'Import cycle: packages/core/src/a.ts -> packages/core/src/b.ts -> packages/core/src/a.ts',
    ]);
    expect(problemsOf('core', circle(true))).toEqual([]);
  });

  it('finds a package that those who install ours would not get', () => {
    const graph = graphOf({
      'packages/plugin-gmail/src/index.ts': ['zod/v4', 'zod', '@napi-rs/keyring/keytar.js', 'node:fs'],
      'packages/plugin-gmail/src/a.test.ts': ['vitest'],
    });
    expect(problemsOf('plugin-gmail', graph)).toEqual([
      'packages/plugin-gmail/src/index.ts:1 imports @napi-rs/keyring/keytar.js, which package.json does not declare',
    ]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { moduleImports } from './module-imports.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'module-imports-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('finds every way to name a module and tells which are gone at run time', () => {
  const file = path.join(folder, 'sample.ts');
  writeFileSync(
    file,
    `import a from 'static';
import { type B } from 'still-runs';
import type { C } from 'type-import';
export { d } from 're-export';
export type { E } from 'type-re-export';
const f = import('dynamic');
const g = process.getBuiltinModule('builtin');
type H = import('import-type').H;
const j = globalThis.process?.getBuiltinModule?.('asks-first');
// import 'comment';
const i = "import 'string'";`,
  );
  const imports = moduleImports(file).map(({ specifier, isTypeOnly, line }) => [line, specifier, isTypeOnly]);
  expect(imports).toEqual([
    [1, 'static', false],
    [2, 'still-runs', false],
    [3, 'type-import', true],
    [4, 're-export', false],
    [5, 'type-re-export', true],
    [6, 'dynamic', false],
    [7, 'builtin', false],
    [8, 'import-type', true],
  ]);
});

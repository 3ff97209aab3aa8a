import path from 'node:path';

/** In the order of a package's own `exports` the first that applies wins; these are the ones that Node applies to an import. */
const conditions: ReadonlySet<string> = new Set(['node-addons', 'node', 'import', 'module-sync', 'default']);

/** How deep conditions may stand in each other. */
const maxDepth = 8;

/**
 * The file that `import` of a package loads, relative to its folder. Undefined when it exports none, or one outside its folder.
 * @see https://nodejs.org/api/esm.html#resolution-algorithm-specification
 */
export function packageEntry(manifest: Readonly<Record<string, unknown>>): string | undefined {
  const { exports, main } = manifest;
  if (exports !== undefined && exports !== null) return inside(targetOf(mainExport(exports), maxDepth));
  return inside(typeof main === 'string' ? `./${main.replace(/^\.\//, '')}` : './index.js');
}

function mainExport(exports: unknown): unknown {
  return isRecord(exports) && Object.hasOwn(exports, '.') ? exports['.'] : exports;
}

function targetOf(target: unknown, depth: number): string | undefined {
  if (typeof target === 'string') return target;
  if (!isRecord(target) || depth === 0) return undefined;
  for (const [condition, inner] of Object.entries(target)) {
    if (!conditions.has(condition)) continue;
    const found = targetOf(inner, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inside(target: string | undefined): string | undefined {
  if (!target?.startsWith('./')) return undefined;
  const segments = target.slice(2).split(/[/\\]|%2f|%5c/i);
  const leaves = segments.some((segment) => /^(\.|%2e){1,2}$/i.test(segment) || segment === 'node_modules');
  return leaves ? undefined : path.normalize(target);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

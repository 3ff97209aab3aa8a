import path from 'node:path';
import { type ModuleImport, moduleImports } from './module-imports.ts';
import { root } from './workspace.ts';

/** What each file imports; the keys are paths relative to the root, or absolute. */
export type ImportGraph = Map<string, ModuleImport[]>;

/** Reads the imports of the files. */
export function importGraph(files: readonly string[]): ImportGraph {
  return new Map(files.map((file) => [file, moduleImports(path.resolve(root, file))]));
}

/** The file that a relative import names, or `undefined` for the import of a package. */
export function importedFile(importer: string, { specifier }: ModuleImport): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return path.posix.join(path.posix.dirname(importer), specifier);
}

/** The files that run when the entry is imported, each with the way that leads to it. */
export function reachableFiles(graph: ImportGraph, entry: string): Map<string, string[]> {
  const ways = new Map<string, string[]>([[entry, [entry]]]);
  for (const [file, way] of ways) {
    for (const target of runtimeTargets(graph, file)) {
      if (!ways.has(target)) ways.set(target, [...way, target]);
    }
  }
  return ways;
}

/** Circles of files that import each other at run time, each written as a way that ends where it starts. */
export function importCycles(graph: ImportGraph): string[][] {
  const cycles: string[][] = [];
  const finished = new Set<string>();
  const visit = (file: string, way: string[]) => {
    const start = way.indexOf(file);
    if (start >= 0) cycles.push([...way.slice(start), file]);
    if (start >= 0 || finished.has(file)) return;
    for (const target of runtimeTargets(graph, file)) visit(target, [...way, file]);
    finished.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return cycles;
}

function runtimeTargets(graph: ImportGraph, file: string) {
  return (graph.get(file) ?? [])
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .map((imported) => importedFile(file, imported))
    .filter((target) => target !== undefined && graph.has(target)) as string[];
}

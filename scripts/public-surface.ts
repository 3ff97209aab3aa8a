import path from 'node:path';
import ts from 'typescript';
import { root, type WorkspacePackage } from './workspace.ts';

const kinds: [flag: ts.SymbolFlags, kind: string][] = [
  [ts.SymbolFlags.Class, 'class'],
  [ts.SymbolFlags.Function, 'function'],
  [ts.SymbolFlags.Variable, 'const'],
  [ts.SymbolFlags.Interface, 'interface'],
  [ts.SymbolFlags.TypeAlias, 'type'],
];

/** Every name that a package exports, by entry, as text that a person can read and a diff can show. */
export function publicSurface({ folder, manifest }: WorkspacePackage): string {
  const entries = Object.entries(manifest.exports);
  const files = entries.map(([, file]) => path.join(root, folder, file));
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    noLib: true,
    types: [],
  });
  const sections = entries.map(([subpath, file]) => {
    const source = program.getSourceFile(path.join(root, folder, file));
    const names = source ? exportedNames(program.getTypeChecker(), source) : [];
    return [`${manifest.name}${subpath.slice(1)}`, ...names.map((name) => `  ${name}`)].join('\n');
  });
  return `${sections.join('\n\n')}\n`;
}

function exportedNames(checker: ts.TypeChecker, source: ts.SourceFile) {
  const module = checker.getSymbolAtLocation(source);
  if (!module) return [];
  return checker
    .getExportsOfModule(module)
    .map((symbol) => `${kindOf(checker, symbol)} ${symbol.name}`)
    .sort();
}

function kindOf(checker: ts.TypeChecker, symbol: ts.Symbol) {
  const original = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const found = kinds.filter(([flag]) => original.flags & flag).map(([, kind]) => kind);
  return found.join(' and ') || 'unknown';
}

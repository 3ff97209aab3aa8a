import path from 'node:path';
import ts from 'typescript';

const forbiddenCode: { pattern: RegExp; instead: string }[] = [
  { pattern: /\bas any\b/, instead: 'name the type, or parse with a schema' },
  { pattern: /\bas unknown as\b/, instead: 'parse with a schema, or narrow with a type guard' },
  { pattern: /@ts-(ignore|nocheck|expect-error)/, instead: 'make the types right' },
  { pattern: /\bconsole\.\w+\(/, instead: 'use the logger that the host gave' },
  { pattern: /biome-ignore(?! lint\/[\w/]+: \S)/, instead: 'name the one rule and the reason' },
];
const abbreviations = new Set([
  'opts',
  'ctx',
  'cfg',
  'conf',
  'res',
  'req',
  'err',
  'tmp',
  'cb',
  'fn',
  'msg',
  'evt',
]);
const namesThatSayNothing = /^(utils?|helpers?|common|misc|shared)$/;

/** What in the source of a published package breaks a rule of the project, one sentence each. */
export function sourceProblems(file: string, text: string): string[] {
  const problems = path.posix
    .relative('.', file)
    .split('/')
    .filter((part) => namesThatSayNothing.test(part.replace(/\.ts$/, '')))
    .map((part) => `${file} is called ${part}: name it after what it does`);
  for (const [index, line] of text.split('\n').entries()) {
    for (const { pattern, instead } of forbiddenCode) {
      const match = pattern.exec(line);
      if (match) problems.push(`${file}:${index + 1} "${match[0]}": ${instead}`);
    }
  }
  return [...problems, ...nameProblems(file, text)];
}

function nameProblems(file: string, text: string) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const problems: string[] = [];
  const visit = (node: ts.Node) => {
    const name = declaredName(node);
    if (name && (name.length === 1 || abbreviations.has(name))) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      problems.push(`${file}:${line} declares "${name}": write the word`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return problems;
}

function declaredName(node: ts.Node) {
  const isDeclaration =
    ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isFunctionDeclaration(node);
  // `_` says on purpose that a value is not used.
  return isDeclaration && node.name && ts.isIdentifier(node.name) && node.name.text !== '_'
    ? node.name.text
    : undefined;
}

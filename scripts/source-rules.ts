import ts from 'typescript';

const forbiddenComments: { pattern: RegExp; instead: string }[] = [
  { pattern: /@ts-(ignore|nocheck|expect-error)/, instead: 'make the types right' },
  { pattern: /biome-ignore(?! lint\/[\w/]+: \S)/, instead: 'name the one rule and the reason' },
];
const abbreviations = new Set(['opts', 'ctx', 'cfg', 'res', 'req', 'err', 'tmp', 'cb', 'fn', 'msg', 'evt']);
/** In identifiers and texts; a comment may give one as an example of an oddity. */
const providers =
  /gmail|google|slack|github|gitlab|notion|atlassian|jira|twitter|asana|discord|spotify|linkedin|upwork/i;
const namesThatSayNothing = /^(utils?|helpers?|common|misc|shared)$/;

/** What in the source of a published package breaks a rule of the project, one sentence each. */
export function sourceProblems(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const problems = file
    .split('/')
    .filter((part) => namesThatSayNothing.test(part.replace(/\.ts$/, '')))
    .map((part) => `${file} is called ${part}: name it after what it does`);
  for (const [index, line] of text.split('\n').entries()) {
    for (const { pattern, instead } of forbiddenComments) {
      const match = pattern.exec(line);
      if (match) problems.push(`${file}:${index + 1} "${match[0]}": ${instead}`);
    }
  }
  const visit = (node: ts.Node) => {
    const problem = forbiddenCode(node) ?? forbiddenName(node) ?? forbiddenProvider(node, file);
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    if (problem) problems.push(`${file}:${line} ${problem}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return problems;
}

function forbiddenCode(node: ts.Node) {
  if (ts.isAsExpression(node)) {
    if (node.type.kind === ts.SyntaxKind.AnyKeyword) return '"as any": name the type, or parse with a schema';
    const inner = ts.isAsExpression(node.expression) && node.expression.type.kind;
    if (inner === ts.SyntaxKind.UnknownKeyword) return '"as unknown as": narrow with a type guard, or parse';
  }
  const isConsole = ts.isPropertyAccessExpression(node) && node.expression.getText() === 'console';
  return isConsole ? `"${node.getText()}": use the logger that the host gave` : undefined;
}

/** A provider's oddity is data of its plugin. */
function forbiddenProvider(node: ts.Node, file: string) {
  if (!file.startsWith('packages/core/src/')) return undefined;
  if (!ts.isIdentifier(node) && !ts.isLiteralExpression(node) && !ts.isTemplateLiteralToken(node))
    return undefined;
  const name = providers.exec(node.text)?.[0];
  return name === undefined ? undefined : `names "${name}": core names no provider`;
}

function forbiddenName(node: ts.Node) {
  const isDeclaration =
    ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isFunctionDeclaration(node);
  if (!isDeclaration || !node.name || !ts.isIdentifier(node.name)) return undefined;
  const name = node.name.text;
  // `_` says on purpose that a value is not used.
  const isTooShort = name.length === 1 && name !== '_';
  return isTooShort || abbreviations.has(name) ? `declares "${name}": write the word` : undefined;
}

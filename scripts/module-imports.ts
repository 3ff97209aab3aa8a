import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** One import or re-export, static or dynamic, of a module. */
export interface ModuleImport {
  specifier: string;
  /** Nothing is left of it at run time. */
  isTypeOnly: boolean;
  line: number;
}

/** Every module that a TypeScript file names in an import, a re-export, `import()` or an import type. */
export function moduleImports(file: string): ModuleImport[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: ModuleImport[] = [];
  const visit = (node: ts.Node) => {
    const specifier = specifierOf(node);
    if (specifier) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ specifier: specifier.text, isTypeOnly: isTypeOnly(node), line });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function specifierOf(node: ts.Node): ts.StringLiteralLike | undefined {
  let expression: ts.Node | undefined;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) expression = node.moduleSpecifier;
  else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    expression = node.argument.literal;
  else if (ts.isCallExpression(node) && isLoadingCall(node)) expression = node.arguments[0];
  return expression && ts.isStringLiteralLike(expression) ? expression : undefined;
}

function isLoadingCall({ expression, questionDotToken }: ts.CallExpression) {
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  // `process?.getBuiltinModule?.('dns')` asks whether there is such a thing, and works where there is none.
  if (questionDotToken) return false;
  return /(^|\.)(require|getBuiltinModule)$/.test(expression.getText());
}

function isTypeOnly(node: ts.Node) {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  return ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

import type { Token } from 'markdown-it';

/** A token with what stands between it and its end. */
export interface MarkdownNode {
  readonly token: Token;
  readonly children: MarkdownNode[];
}

/** The parser's flat list as a tree. */
export function markdownTree(tokens: readonly Token[]): MarkdownNode[] {
  const top: MarkdownNode[] = [];
  const open: MarkdownNode[][] = [top];
  for (const token of tokens) {
    if (token.nesting < 0) {
      open.pop();
      continue;
    }
    const node: MarkdownNode = { token, children: [] };
    open.at(-1)?.push(node);
    if (token.nesting > 0) open.push(node.children);
  }
  return top;
}

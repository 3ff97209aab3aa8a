/** A program made of one or more TypeScript code blocks of a Markdown file. */
export interface Snippet {
  /** Blank lines stand for the text around the blocks, so line numbers are those of the Markdown file. */
  code: string;
  firstLine: number;
}

const fence = /^(\s*)(`{3,}|~{3,})\s*(\S*)\s*(.*)$/;

/**
 * Collects the `ts` blocks of a Markdown file. A block that imports something starts a program; one that imports
 * nothing continues the program before it. A block marked "ts not-compiled" is left out.
 */
export function markdownSnippets(markdown: string): Snippet[] {
  const snippets: Snippet[] = [];
  for (const { lines, start } of codeBlocks(markdown)) {
    const current = snippets.at(-1);
    if (!current || lines.some((line) => /^import\b/.test(line))) {
      snippets.push({ code: `${'\n'.repeat(start)}${lines.join('\n')}\n`, firstLine: start + 1 });
    } else {
      const gap = start - (current.code.split('\n').length - 1);
      current.code += `${'\n'.repeat(gap)}${lines.join('\n')}\n`;
    }
  }
  return snippets;
}

function codeBlocks(markdown: string) {
  const blocks: { lines: string[]; start: number }[] = [];
  let open: { mark: string; indent: string; lines: string[]; start: number; isWanted: boolean } | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    const match = fence.exec(line);
    if (!open && match) {
      const [, indent = '', mark = '', language = '', rest = ''] = match;
      const isWanted = /^(ts|typescript)$/.test(language) && !rest.includes('not-compiled');
      open = { mark, indent, lines: [], start: index + 1, isWanted };
    } else if (open && line.trim() === open.mark) {
      if (open.isWanted) blocks.push({ lines: open.lines, start: open.start });
      open = undefined;
    } else {
      open?.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
    }
  }
  return blocks;
}

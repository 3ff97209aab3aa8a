import MarkdownIt, { type MarkdownIt as Parser, type StateBlock, type StateInline } from 'markdown-it';

type RuleBlock = Parameters<Parser['block']['ruler']['before']>[2];

/** Far deeper than anybody writes; what is deeper would be left out by the parser without a word. */
export const deepestLevel = 150;

const dollar = 0x24;

/** GFM's tables and strikethrough, TeX between dollars, and links as they were written. */
export function markdownParser(): Parser {
  const parser = new MarkdownIt({
    html: true,
    linkify: false,
    typographer: false,
    maxNesting: deepestLevel * 2,
  });
  parser.normalizeLink = (url) => url;
  parser.inline.ruler.before('escape', 'equation', readEquation);
  parser.block.ruler.before('fence', 'equation_block', readEquationBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  return parser;
}

/** `$x^2$` where neither dollar can be that of a price, or `` $`x^2`$ ``. */
function readEquation(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== dollar) return false;
  const source = state.src.slice(state.pos, state.pos + 2_100);
  const found =
    /^\$`([^\n]+?)`\$/.exec(source) ?? /^\$(?![\s$`])((?:\\.|[^\\$\n])*?)(?<!\s)\$(?![\d$])/.exec(source);
  if (!found?.[1]) return false;
  if (!silent) state.push('equation', '', 0).content = found[1];
  state.pos += found[0].length;
  return true;
}

/** `$$` on a line of its own, TeX, `$$` on a line of its own; or all of it on one line. */
function readEquationBlock(...[state, startLine, endLine, silent]: Parameters<RuleBlock>): boolean {
  const lineAt = (line: number) =>
    state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd();
  const first = lineAt(startLine);
  const single = /^\$\$(.*\S.*)\$\$$/.exec(first);
  if (!single && first !== '$$') return false;
  const last = single ? startLine : closingLine(state, { startLine, endLine, lineAt });
  if (last === undefined) return false;
  if (silent) return true;
  const indent = state.sCount[startLine] ?? 0;
  const text = single?.[1]?.trim() ?? state.getLines(startLine + 1, last, indent, false);
  state.push('equation_block', '', 0).content = text;
  state.line = last + 1;
  return true;
}

function closingLine(
  state: StateBlock,
  { startLine, endLine, lineAt }: { startLine: number; endLine: number; lineAt: (line: number) => string },
): number | undefined {
  for (let line = startLine + 1; line < endLine; line += 1) {
    const isOutside = (state.sCount[line] ?? 0) < state.blkIndent && !state.isEmpty(line);
    if (isOutside) return undefined;
    if (lineAt(line) === '$$') return line;
  }
  return undefined;
}

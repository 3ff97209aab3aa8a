import fc from 'fast-check';
import type { Block, TextBlock } from '../src/markdown/block.ts';
import type { Span } from '../src/markdown/span.ts';

const word = fc.stringMatching(/^[a-zäß東🎲]{1,6}$/u);

/** A stretch of a line in Markdown's usual form. */
const piece = fc.oneof(
  { weight: 4, arbitrary: word },
  word.map((text) => `**${text}**`),
  word.map((text) => `*${text}*`),
  word.map((text) => `~~${text}~~`),
  word.map((text) => `<u>${text}</u>`),
  word.map((text) => `\`${text} *\\\``),
  word.map((text) => `[${text}](https://example.com/${encodeURIComponent(text)}?a=1&b=2)`),
  fc.constantFrom('$x^2 + \\frac{1}{2}$', '$5', '50%', 'snake_case', 'a * b', '(c)', '**bold *and italic***'),
  fc.constantFrom(
    '[@Ada Lovelace](mention://user/0a0a0a0a-1815-4210-8018-000000000001)',
    '[2026-01-31](mention://date/2026-01-31)',
  ),
);
const line = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => `${pieces.join(' ')}.`);

const indented = (margin: string) => (text: string) => text.replaceAll(/\n(?=[^\n])/g, `\n${margin}`);
const quoted = (text: string) => `> ${text.replaceAll('\n', '\n> ')}`.replaceAll(/^> $/gm, '>');

/** A document in the form in which the plugin writes, made of all the blocks that Markdown has for Notion. */
export const canonicalMarkdown = fc.letrec<{ blocks: string; block: string; items: string }>((tie) => ({
  blocks: fc
    .array(tie('block'), { minLength: 1, maxLength: 4 })
    .map((blocks) => separated(blocks).join('\n\n')),
  items: fc
    .array(
      fc.record({
        mark: fc.constantFrom('-', '- [ ]', '- [x]'),
        text: line,
        inside: fc.option(tie('blocks'), { depthIdentifier: 'depth', maxDepth: 2, nil: undefined }),
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((items) =>
      items.map(({ mark, text, inside }) => item({ mark, margin: '  ', text, inside })).join('\n'),
    ),
  block: fc.oneof(
    { depthIdentifier: 'depth', maxDepth: 2, withCrossShrink: true },
    fc.array(line, { minLength: 1, maxLength: 2 }).map((lines) => lines.join('\n')),
    fc.tuple(fc.integer({ min: 1, max: 4 }), line).map(([level, text]) => `${'#'.repeat(level)} ${text}`),
    fc.constant('---'),
    fc.constantFrom('$$\n\\sum_{i=1}^n i\n$$', '$$\na\n= b\n$$'),
    fc.constantFrom(
      '```javascript\nlet a = `*`;\n\n  b();\n```',
      '````\n```\n````',
      '```python say hi\n#1\n```',
    ),
    line.map((text) => `![${text}](https://example.com/a.png)`),
    fc
      .constantFrom('bookmark', 'embed', 'video', 'pdf', 'file', 'audio')
      .map((kind) => `[Demo](https://example.com "${kind}")`),
    fc.tuple(line, line).map(([head, cell]) => `| ${head} | b |\n| --- | --- |\n| ${cell} | \`x\\|y\` |`),
    tie('items'),
    fc
      .array(line, { minLength: 1, maxLength: 3 })
      .map((lines) => lines.map((text, index) => `${index + 1}. ${text}`).join('\n')),
    tie('blocks').map((inside) => quoted(`Quoted.\n\n${inside}`)),
    fc
      .tuple(fc.constantFrom('NOTE', 'TIP', 'WARNING', '🔥'), line, tie('blocks'))
      .map(([icon, text, inside]) => quoted(`[!${icon}]\n${text}\n\n${inside}`)),
    fc
      .tuple(fc.constantFrom('', '## '), line, tie('blocks'))
      .map(
        ([sign, title, inside]) => `<details>\n<summary>${sign}${title}</summary>\n\n${inside}\n\n</details>`,
      ),
  ),
})).blocks;

function item({
  mark,
  margin,
  text,
  inside,
}: {
  mark: string;
  margin: string;
  text: string;
  inside: string | undefined;
}) {
  const gap = inside !== undefined && /^(?:-|\d+\.) /.test(inside) ? '\n' : '\n\n';
  return indented(margin)(`${mark} ${text}${inside === undefined ? '' : gap + inside}`);
}

/** Two lists of a kind that follow each other would be one. */
function separated(blocks: readonly string[]): string[] {
  const kind = (text: string) => /^(-|\d+\.) /.exec(text)?.[1]?.replace(/\d+/, '1');
  return blocks.flatMap((block, index) => {
    const previous = blocks[index - 1];
    const follows = previous !== undefined && kind(previous) !== undefined && kind(previous) === kind(block);
    return follows ? ['Between.', block] : [block];
  });
}

/** What Markdown takes for signs, and what surrounds them. */
const tricky = fc.constantFrom(
  ...[
    '*',
    '**',
    '_',
    '__',
    '~~',
    '`',
    '``',
    '$',
    '$$',
    '[',
    ']',
    '(',
    ')',
    '](',
    '![',
    '<',
    '>',
    '</u>',
    '<br>',
    '&amp;',
    '&',
  ],
  ...[
    '\\',
    '\\\\',
    '|',
    '#',
    '# ',
    '- ',
    '+ ',
    '1. ',
    '1)',
    '[ ] ',
    '[x] ',
    '> ',
    '[!NOTE]',
    '---',
    '===',
    '```',
    '~~~',
    '\n',
    '\n\n',
  ],
  ...[
    ' ',
    '  ',
    '\t',
    '\u00a0',
    'a',
    'b',
    'word',
    '"',
    '!',
    '.',
    '“',
    '東',
    '🎲',
    'é',
    'http://x.y',
    '<details>',
    '</details>',
    ':',
  ],
);

/** Any text, likely one that looks like Markdown. */
export const trickyText = fc.oneof(
  { weight: 4, arbitrary: fc.array(tricky, { minLength: 1, maxLength: 12 }).map((parts) => parts.join('')) },
  fc.string({ unit: 'grapheme', minLength: 1 }),
);

const looks: readonly Omit<Span, 'text'>[] = [
  ...[{ bold: true }, { italic: true }, { strike: true }, { underline: true }, { code: true }],
  ...['https://example.com/a?b=(c)', 'https://example.com/ä&copy=1', '/page'].map((link) => ({ link })),
];
const look = fc
  .subarray([...looks], { maxLength: 3 })
  .map((some): Omit<Span, 'text'> => Object.assign({}, ...some));

/** Spans of any text in any look. */
export const anySpans: fc.Arbitrary<Span[]> = fc.array(
  fc.tuple(trickyText, look).map(([text, looks]): Span => ({ text, ...looks })),
  { minLength: 1, maxLength: 4 },
);

const textBlock = (children: fc.Arbitrary<readonly Block[]>): fc.Arbitrary<TextBlock> =>
  fc
    .tuple(
      fc.constantFrom(
        'paragraph',
        'heading_1',
        'heading_4',
        'bulleted_list_item',
        'numbered_list_item',
        'to_do',
        'quote',
        'callout',
        'toggle',
      ),
      anySpans,
      children,
    )
    .map(([style, spans, inside]): TextBlock => {
      const holds = style !== 'paragraph' && !style.startsWith('heading_');
      return {
        type: 'text',
        style: style as TextBlock['style'],
        spans,
        children: holds ? inside : [],
        ...(style === 'to_do' ? { checked: inside.length > 0 } : {}),
        ...(style === 'callout' ? { icon: '💡' } : {}),
      };
    });

/** Text blocks of any text, some within others. */
export const anyBlocks: fc.Arbitrary<TextBlock[]> = fc.array(
  textBlock(fc.array(textBlock(fc.constant([])), { maxLength: 2 })),
  { minLength: 1, maxLength: 3 },
);

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyBlocks, anySpans, canonicalMarkdown, trickyText } from '../../test/markdown-arbitraries.ts';
import type { Block, TextBlock } from './block.ts';
import { loadMarkdown } from './load-markdown.ts';
import { normalBlock, sameBlocks } from './same-blocks.ts';
import { normalSpans, type Span } from './span.ts';

// The same documents each time; FAST_CHECK_SEED tries others.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20_261_120) });

const markdown = await loadMarkdown();

it('writes a document as it has read it', () => {
  fc.assert(
    fc.property(canonicalMarkdown, (text) => {
      expect(markdown.write(markdown.read(text))).toBe(text);
    }),
    { numRuns: 200 },
  );
});

function words(spans: readonly Span[]): string {
  return normalSpans(spans)
    .map(({ text }) => text)
    .join('');
}

it('keeps the words of any text in any look, and nearly always the looks', () => {
  let bare = 0;
  const runs = 600;
  fc.assert(
    fc.property(anySpans, (spans) => {
      const block: TextBlock = { type: 'text', style: 'paragraph', spans, children: [] };
      const again = markdown.read(markdown.write([block]));
      const said = again.map((read) => (read.type === 'text' ? words(read.spans) : '?')).join('|');
      expect(said).toBe(words(spans));
      if (!sameBlocks(again, [block])) bare += 1;
    }),
    { numRuns: runs },
  );
  expect(bare / runs).toBeLessThan(0.005);
});

it('keeps the blocks of any texts, some within others', () => {
  fc.assert(
    fc.property(anyBlocks, (blocks) => {
      const again = markdown.read(markdown.write(blocks));
      expect(outline(again)).toEqual(outline(blocks));
    }),
    { numRuns: 200 },
  );
});

/** Styles, words and nesting. */
function outline(blocks: readonly Block[]): unknown[] {
  return blocks.map((block) => {
    if (block.type !== 'text') return block;
    const { style, spans, children, checked = false } = normalBlock(block) as TextBlock;
    return [style, words(spans), checked, outline(children)];
  });
}

it('reads what it has written of any text the same', () => {
  fc.assert(
    fc.property(trickyText, (text) => {
      const once = markdown.read(text);
      const written = markdown.write(once);
      expect(markdown.write(markdown.read(written))).toBe(written);
    }),
    { numRuns: 600 },
  );
});

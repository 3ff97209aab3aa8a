import { invalidInput } from '../notion-errors.ts';
import type { Block } from './block.ts';
import { TooDeep } from './too-deep.ts';

/** Markdown in both directions. */
export interface Markdown {
  read(markdown: string): Block[];
  write(blocks: readonly Block[]): string;
}

/** Loads the parser; it is most of what this package would cost at import. */
export async function loadMarkdown(): Promise<Markdown> {
  const [{ markdownParser }, { readMarkdown }, { writeMarkdown }] = await Promise.all([
    import('./markdown-parser.ts'),
    import('./read-markdown.ts'),
    import('./write-markdown.ts'),
  ]);
  const parser = markdownParser();
  return {
    read: (markdown) => {
      try {
        return readMarkdown(parser, markdown);
      } catch (error) {
        if (error instanceof TooDeep)
          throw invalidInput('content', 'its lists or quotes are nested too deeply');
        throw error;
      }
    },
    write: (blocks) => writeMarkdown(parser, blocks),
  };
}

import { expect, it } from 'vitest';
import { markdownSnippets } from './markdown-snippets.ts';

it('joins a block without imports to the program before it and keeps the line numbers', () => {
  const markdown = [
    '# Title',
    '```ts',
    "import { a } from 'a';",
    '```',
    'text',
    '```ts',
    'a();',
    '```',
    '```sh',
    'npm start',
    '```',
    '1. in a list',
    '   ```ts',
    "   import { b } from 'b';",
    '   ```',
  ].join('\n');
  expect(markdownSnippets(markdown)).toEqual([
    { firstLine: 3, code: "\n\nimport { a } from 'a';\n\n\n\na();\n" },
    { firstLine: 14, code: `${'\n'.repeat(13)}import { b } from 'b';\n` },
  ]);
});

it('leaves out a block that says that it is not compiled', () => {
  expect(markdownSnippets('```ts not-compiled\n…\n```')).toEqual([]);
});

import { expect, it } from 'vitest';
import { guideSteps, unseenLines } from './guide-steps.ts';

const guide = `# Guide

\`\`\`sh
npm test
\`\`\`

\`\`\`text
2 passed
\`\`\`

\`src/one.ts\`:

\`\`\`ts not-compiled
export const one = 1;
\`\`\`

\`\`\`sh fails
npm test
\`\`\`
`;

it('reads commands, what they print, files, and commands that have to fail', () => {
  expect(guideSteps(guide)).toEqual([
    { line: 3, kind: 'run', commands: 'npm test\n', shouldFail: false },
    { line: 7, kind: 'see', lines: ['2 passed'] },
    { line: 13, kind: 'write', file: 'src/one.ts', text: 'export const one = 1;\n' },
    { line: 17, kind: 'run', commands: 'npm test\n', shouldFail: true },
  ]);
});

it('refuses a block that nothing would be done with', () => {
  expect(() => guideSteps('```ts\nexport const one = 1;\n```\n')).toThrow('The block in line 1');
});

it('finds printed lines in their order, whatever stands around them', () => {
  const printed = '\u001b[32m ✓ one\u001b[39m 5ms\n ✗ two (gold) 12 ms\n';
  expect(unseenLines(['✓ one', '✗ two … ms'], printed)).toEqual([]);
  expect(unseenLines(['✗ two', '✓ one'], printed)).toEqual(['✓ one']);
  expect(unseenLines(['three'], printed)).toEqual(['three']);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markdownToMrkdwn } from './markdown-to-mrkdwn.ts';
import { mrkdwnToMarkdown } from './mrkdwn-to-markdown.ts';

it.each<[string, string, string]>([
  ['bold', '**a** __b__ **c d**', '*a* *b* *c d*'],
  ['italics', '*a* _b_ 2 * 3 * 4', '_a_ _b_ 2 * 3 * 4'],
  ['bold in italics', '*a **b** c*', '_a *b* c_'],
  ['struck out words', '~~a~~', '~a~'],
  ['headings', '# One\n## **Two** ##\ntext #3', '*One*\n*Two*\ntext #3'],
  ['lists', '- a\n* b\n  + c\n1. d', '• a\n• b\n  • c\n1. d'],
  [
    'links',
    '[a & b](https://e.com/?a=1&b=2) <https://e.com>',
    '<https://e.com/?a=1&amp;b=2|a &amp; b> <https://e.com>',
  ],
  ['bold links', '**[Docs](https://e.com/a_(b))**', '*<https://e.com/a_(b)|Docs>*'],
  ['images', '![alt](https://e.com/a.png)', '<https://e.com/a.png|alt>'],
  ['code', '`a **b** < c`\n```ts\na && b\n```', '`a **b** &lt; c`\n```\na &amp;&amp; b\n```'],
  ['quotes', '> a > b\n>> c', '> a &gt; b\n>> c'],
  ['people and channels by id', '<@U0ADA000001> <#C0GENERAL01>', '<@U0ADA000001> <#C0GENERAL01>'],
  ['names with underscores', 'a_b_c my__init__x', 'a_b_c my__init__x'],
  ['lines of Windows', 'a\r\n# b', 'a\n*b*'],
])('writes %s', (_, markdown, mrkdwn) => {
  expect(markdownToMrkdwn(markdown)).toBe(mrkdwn);
});

it.each([
  [
    'an alarm for a channel',
    '<!channel> <!here> <!everyone>',
    '&lt;!channel&gt; &lt;!here&gt; &lt;!everyone&gt;',
  ],
  ['a group', '<!subteam^S123>', '&lt;!subteam^S123&gt;'],
  [
    'a link that runs code',
    '[x](javascript:alert(1)) <javascript:x>',
    '[x](javascript:alert(1)) &lt;javascript:x&gt;',
  ],
  ['a link that breaks out', '[a|b>c](https://e.com/|x)', '<https://e.com/%7Cx|a¦b&gt;c>'],
  ['a mention that is none', '<@grace> <@U1|x>', '&lt;@grace&gt; &lt;@U1|x&gt;'],
  ['marks of our own', '\u0003\u0002<b>', '&lt;b&gt;'],
])('sends as text, not as %s', (_, markdown, mrkdwn) => {
  expect(markdownToMrkdwn(markdown)).toBe(mrkdwn);
});

const piece = fc.constantFrom(
  '<',
  '>',
  '&',
  '*',
  '**',
  '_',
  '~~',
  '`',
  '```',
  '\n',
  '# ',
  '- ',
  '[',
  '](',
  ')',
  '!',
  '|',
  'https://e.com',
  '@U1',
  'x',
  ' ',
  '\u0003',
);

it('lets nothing out as a control of Slack but ids and links, whatever it is given', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const mrkdwn = markdownToMrkdwn(pieces.join(''));
      for (const [, inner = ''] of mrkdwn.matchAll(/<([^>]*)>/g))
        expect(inner).toMatch(/^(?:https:\/\/|[@#][UWC][A-Z0-9]{7,20}$)/);
    }),
  );
});

it('comes back as it was sent, for what both sides know', () => {
  const markdown = '**Bold** _it_ ~~gone~~ `a < b` [x](https://e.com/?a=1&b=2) 1 < 2 & 3';
  expect(mrkdwnToMarkdown(markdownToMrkdwn(markdown), new Map())).toBe(markdown);
});

it('takes the longest text of marks as it comes', () => {
  for (const mark of ['**a', '[', '](', '![x](https://e.com/', '`', '# ', '- ', '__', '~~', '> '])
    expect(markdownToMrkdwn(mark.repeat(Math.floor(12_000 / mark.length))).length).toBeGreaterThan(0);
});

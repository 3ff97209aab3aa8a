import { expect, it } from 'vitest';
import { attachmentsToMrkdwn } from './attachments-to-mrkdwn.ts';
import { blocksToMrkdwn } from './blocks-to-mrkdwn.ts';

const text = (words: string, style?: object) => ({ type: 'text', text: words, ...(style ? { style } : {}) });
const section = (...elements: readonly object[]) => ({ type: 'rich_text_section', elements });
const rich = (...elements: readonly object[]) => [{ type: 'rich_text', elements }];

it.each<[string, readonly object[], string]>([
  [
    'words with styles',
    rich(
      section(
        text('a ', { bold: true }),
        text('b', { italic: true, strike: true }),
        text('c<', { code: true }),
      ),
    ),
    '*a* _~b~_`c&lt;`',
  ],
  [
    'people, channels, groups and everybody',
    rich(
      section(
        { type: 'user', user_id: 'U1' },
        { type: 'channel', channel_id: 'C1' },
        { type: 'usergroup', usergroup_id: 'S1' },
        { type: 'broadcast', range: 'here' },
      ),
    ),
    '<@U1><#C1><!subteam^S1><!here>',
  ],
  [
    'links, emoji and dates',
    rich(
      section(
        { type: 'link', url: 'https://e.com/?a&b', text: 'x' },
        { type: 'emoji', name: 'tada' },
        { type: 'date', timestamp: 1, fallback: 'May' },
      ),
    ),
    '<https://e.com/?a&amp;b|x>:tada:May',
  ],
  [
    'lists',
    rich(
      {
        type: 'rich_text_list',
        style: 'ordered',
        offset: 2,
        indent: 1,
        elements: [section(text('a')), section(text('b'))],
      },
      { type: 'rich_text_list', style: 'bullet', elements: [section(text('c'))] },
    ),
    '  3. a\n  4. b\n• c',
  ],
  [
    'quotes and code',
    rich(
      { type: 'rich_text_quote', elements: [text('a\nb')] },
      { type: 'rich_text_preformatted', elements: [text('x < y')] },
    ),
    '> a\n> b\n```\nx &lt; y\n```',
  ],
  [
    'sections with fields',
    [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '*a*' },
        fields: [{ type: 'plain_text', text: '<b>' }],
      },
    ],
    '*a*\n&lt;b&gt;',
  ],
  [
    'headers, context and images',
    [
      { type: 'header', text: { type: 'plain_text', text: 'H' } },
      {
        type: 'context',
        elements: [
          { type: 'mrkdwn', text: 'c' },
          { type: 'image', alt_text: 'i' },
        ],
      },
      { type: 'image', alt_text: 'alt' },
    ],
    '*H*\nc i\nalt',
  ],
  [
    'tables',
    [
      {
        type: 'table',
        rows: [
          [
            { type: 'raw_text', text: 'a' },
            { type: 'rich_text', elements: [section(text('b'))] },
          ],
        ],
      },
    ],
    '| a | b |',
  ],
  ['Markdown', [{ type: 'markdown', text: '**a** < b' }], '**a** &lt; b'],
  [
    'nothing of buttons, dividers and what it does not know',
    [
      { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Go' } }] },
      { type: 'divider' },
      { type: 'new', text: 'x' },
    ],
    '',
  ],
])('reads %s', (_, blocks, mrkdwn) => {
  expect(blocksToMrkdwn(blocks)).toBe(mrkdwn);
});

it('reads the cards of apps, and a fallback only where there is nothing else', () => {
  const card = {
    pretext: 'New',
    author_name: 'CI <1>',
    title: 'Build',
    title_link: 'https://e.com',
    text: '*ok*',
    fallback: 'no',
    footer: 'f',
  };
  const fields = [{ title: 'Branch', value: 'main' }, { title: 'Only' }];
  expect(attachmentsToMrkdwn([{ ...card, fields }, { fallback: 'alone' }])).toBe(
    'New\nCI &lt;1&gt;\n<https://e.com|Build>\n*ok*\nBranch: main\nOnly\nf\nalone',
  );
  expect(attachmentsToMrkdwn([{ title: 'x', title_link: 'javascript:x' }])).toBe('x');
});

it.each([
  [null],
  ['text'],
  [7],
  [{}],
  [[null, 7, 'x', []]],
  [[{ type: 'rich_text', elements: 'x' }]],
  [[{ type: 'section', text: [], fields: {} }]],
  [[{ type: 'table', rows: [null, 7] }]],
])('makes nothing of %j', (blocks) => {
  expect(typeof blocksToMrkdwn(blocks)).toBe('string');
  expect(typeof attachmentsToMrkdwn(blocks)).toBe('string');
});

it('lets no id of an answer break out of its mention', () => {
  const user = { type: 'user', user_id: 'U1> <!channel>' };
  expect(blocksToMrkdwn(rich(section(user, { type: 'emoji', name: 'a: <!here>' })))).toBe(
    '<@U1channel>:ahere:',
  );
});

it('reads no deeper than people would', () => {
  let nested: object = text('deep');
  for (let depth = 0; depth < 10_000; depth += 1) nested = { type: 'rich_text_section', elements: [nested] };
  expect(blocksToMrkdwn([{ type: 'rich_text', elements: [nested] }])).toBe('');
});

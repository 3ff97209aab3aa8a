import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mentionedPeople, mrkdwnToMarkdown } from './mrkdwn-to-markdown.ts';

const names = new Map([['U0ADA000001', 'Ada']]);

it.each<[string, string, string]>([
  ['mentions by name', 'Hi <@U0ADA000001>!', 'Hi @Ada!'],
  ['mentions of somebody unknown by label or id', '<@U9|grace> <@U0NOBODY001>', '@grace @U0NOBODY001'],
  ['channels', '<#C0GENERAL01|general> <#C0GENERAL01|> <#C0GENERAL01>', '#general #C0GENERAL01 #C0GENERAL01'],
  ['everybody', '<!here> <!channel> <!here|here>', '@here @channel @here'],
  ['groups', '<!subteam^S1|@eng> <!subteam^S1>', '@eng @S1'],
  ['dates', '<!date^1392734382^{date_short}|Feb 18>', 'Feb 18'],
  [
    'links',
    '<https://e.com/?a=1&amp;b=2|a link> <https://e.com>',
    '[a link](https://e.com/?a=1&b=2) https://e.com',
  ],
  ['links that say their address', '<http://e.com|e.com> <mailto:a@e.com|a@e.com>', 'http://e.com a@e.com'],
  [
    'bold and struck out words',
    '*bold* ~gone~ _it_ a*b*c 2 * 3 * 4',
    '**bold** ~~gone~~ _it_ a*b*c 2 * 3 * 4',
  ],
  ['bold in Markdown as it is', '**bold** ~~gone~~', '**bold** ~~gone~~'],
  ['escaped characters once', '&lt;b&gt; &amp;lt; &amp;amp;', '<b> &lt; &amp;'],
  [
    'code as it is',
    '`a *b* &lt; <https://e.com|x>` ```*c*\n~d~```',
    '`a *b* < https://e.com` ```*c*\n~d~```',
  ],
  ['what only looks like a mention', 'a < b > c &lt;@U0ADA000001&gt; <>', 'a < b > c <@U0ADA000001> <>'],
])('shows %s', (_, mrkdwn, markdown) => {
  expect(mrkdwnToMarkdown(mrkdwn, names)).toBe(markdown);
});

it('finds the people whose names are needed', () => {
  expect(mentionedPeople('<@U0ADA000001> <@W1|x> &lt;@U2&gt; <#C1>')).toEqual(['U0ADA000001', 'W1']);
});

it('survives any text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('<', '>', '@', '|', '*', '~', '`', '&lt;', '!', 'U1', '\n', 'x') }),
      (text) => {
        expect(typeof mrkdwnToMarkdown(text, names)).toBe('string');
      },
    ),
  );
});

it('takes a megabyte of marks as it comes', () => {
  for (const mark of ['*a', '~ ', '<@', '`', '<a|', '* * ', '_*']) {
    const text = mark.repeat(500_000 / mark.length);
    expect(mrkdwnToMarkdown(text, names).length).toBeGreaterThan(0);
  }
});

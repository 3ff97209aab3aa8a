import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { importMailbox } from '../mailbox-import/import-mailbox.ts';
import { Mailbox } from './mailbox.ts';
import { type SearchOptions, searchMailbox } from './search.ts';

const mailbox = new Mailbox('ada@sandbox.example');
beforeAll(() => importMailbox(mailbox, fileURLToPath(new URL('../../messages/ada', import.meta.url))));

const options: SearchOptions = {
  query: '',
  labelIds: [],
  includeSpamTrash: false,
  pageSize: undefined,
  pageToken: undefined,
  now: Date.UTC(2026, 10, 11),
};
/** The subjects of what is found, cut short. */
const find = (query: string) =>
  searchMailbox(mailbox, { ...options, query }).messages.map((message) =>
    message.header('subject')?.slice(0, 9),
  );

describe('searching', () => {
  test.each<[string, string[]]>([
    ['from:charles', ['Re: Plans', 'Plans for']],
    ['from:charles@engines.example', ['Re: Plans', 'Plans for']],
    ['from:charl', []],
    ['from:me', ['Volume tw', 'Re: Plans']],
    ['to:me from:mary', ['Lunch on ']],
    ['to:luigi', ['Re: Plans']],
    ['cc:luigi', ['Re: Plans']],
    ['bcc:ada', ['Minutes o']],
    ['subject:"new engine"', ['Re: Plans', 'Re: Plans', 'Plans for']],
    ['subject:"engine new"', []],
    ['subject:flowers', ['This week']],
    ['is:starred', ['Lunch on ']],
    ['is:important is:unread', ['Re: Plans']],
    ['is:read in:inbox', ['Lunch on ', 'Plans for']],
    ['in:drafts', ['Volume tw']],
    ['in:sent', ['Re: Plans']],
    ['in:trash', ['Cancelled']],
    ['in:spam', ['You have ']],
    ['winner', []],
    ['winner in:anywhere', ['You have ']],
    ['label:receipts', ['Your scan', 'Invoice 1']],
    ['label:nothing', []],
    ['-in:inbox label:receipts', ['Your scan']],
    ['category:promotions', ['This week']],
    ['has:attachment', ['Your scan', 'Minutes o', 'Invoice 1']],
    ['filename:pdf', ['Your scan']],
    ['filename:invoice-1843-10.csv', ['Invoice 1']],
    ['filename:zürich', ['Your scan']],
    ['rfc822msgid:lunch@royal.example', ['Lunch on ']],
    ['rfc822msgid:<lunch@royal.example>', ['Lunch on ']],
    ['list:weekly.analyst.example', ['This week']],
    ['larger:1K has:attachment', ['Minutes o']],
    ['smaller:300', ['Volume tw']],
    ['larger:10M', []],
    ['after:2026/11/08', ['Volume tw', 'Your scan']],
    ['before:2026/11/03', ['Re: Plans', 'Plans for']],
    ['after:2026/11/02 before:2026/11/03', ['Re: Plans', 'Plans for']],
    [`after:${Date.UTC(2026, 10, 10) / 1000}`, ['Volume tw']],
    ['newer_than:3d', ['Volume tw', 'Your scan']],
    ['older_than:1y', []],
    ['newer_than:1m older_than:5d is:unread', ['解析機関の論文', 'This week', 'Invoice 1', 'Re: Plans']],
    ['barrels', ['Re: Plans', 'Plans for']],
    ['barrel', []],
    ['"divides by a variable"', ['Re: Plans']],
    ['解析機関', ['解析機関の論文']],
    ['ベルヌーイ', ['解析機関の論文']],
    ['from:mary OR from:hanako', ['Lunch on ', '解析機関の論文']],
    ['{from:mary from:hanako} -is:unread', ['Lunch on ']],
    ['from:(mary OR hanako) is:unread', ['解析機関の論文']],
    ['is:nonsense', []],
    ['larger:big', []],
    ['after:yesterday', []],
  ])('for %s', (query, subjects) => {
    expect(find(query)).toEqual(subjects);
  });

  test('counts days from midnight in PST, as Gmail’s API does', () => {
    const box = new Mailbox('ada@sandbox.example');
    const add = (internalDate: number) =>
      box.add({ raw: Buffer.from('A: b\n\n'), labelIds: [], internalDate, thread: 'new' });
    add(Date.UTC(2026, 4, 1, 7, 59));
    const later = add(Date.UTC(2026, 4, 1, 8, 0));
    const { messages } = searchMailbox(box, { ...options, query: 'after:2026/05/01' });
    expect(messages).toEqual([later]);
  });
});

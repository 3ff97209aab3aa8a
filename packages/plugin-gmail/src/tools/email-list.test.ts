import { describe, expect, it } from 'vitest';
import { fakeGmail, googleError, json, message, textPart } from '../../test/fake-gmail.ts';
import { toolRunner } from '../../test/tool-runner.ts';
import { emailList } from './email-list.ts';

const gmail = fakeGmail();
const run = toolRunner();

const headers = { From: 'Ada <ada@example.com>', Subject: 'Hello', Date: 'Tue, 1 Jul 2003 10:52:37 +0200' };

function answerMessages(ids: readonly string[], gone: readonly string[] = []) {
  gmail.on('get', '/gmail/v1/users/me/messages', () => json({ messages: ids.map((id) => ({ id })) }));
  gmail.on('get', '/gmail/v1/users/me/messages/:id', ({ url }) => {
    const id = url.pathname.split('/').at(-1) ?? '';
    if (gone.includes(id)) return googleError(404, 'notFound');
    return json(
      message(id, {
        ...textPart('text/plain', ''),
        headers: entries({ ...headers, Subject: `About ${id}` }),
      }),
    );
  });
}

function entries(record: Record<string, string>) {
  return Object.entries(record).map(([name, value]) => ({ name, value }));
}

describe('email_list', () => {
  it('lists sender, subject, date and snippet, and asks for nothing else of a message', async () => {
    answerMessages(['a1']);
    expect(await run(emailList, {})).toEqual({
      emails: [
        {
          email_id: 'a1',
          thread_id: 'ta1',
          from: 'Ada <ada@example.com>',
          to: [],
          subject: 'About a1',
          date: '2003-07-01T10:52:37+02:00',
          snippet: 'Hi',
          unread: true,
        },
      ],
    });
    const [list, get] = gmail.requests;
    expect(list?.url.search).toBe('?maxResults=10&labelIds=INBOX');
    expect(get?.url.searchParams.get('format')).toBe('metadata');
    expect(get?.url.searchParams.getAll('metadataHeaders')).toEqual(['From', 'To', 'Subject', 'Date']);
    expect(get?.headers.get('authorization')).toBe('Bearer test-token');
  });

  it('keeps the order of a hundred messages and leaves out one that vanished meanwhile', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => `m${index}`);
    answerMessages(ids, ['m41']);
    const { emails } = await run(emailList, { limit: 100 });
    expect(emails.map(({ email_id }) => email_id)).toEqual(ids.filter((id) => id !== 'm41'));
  });

  it('fetches several messages at once, but never more than eight', async () => {
    let running = 0;
    let most = 0;
    const counted = toolRunner({}, async (input, init) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
      const ids = Array.from({ length: 50 }, (_, index) => ({ id: `m${index}` }));
      const isList = new URL(String(input)).pathname.endsWith('/messages');
      expect(init?.signal).toBeDefined();
      return json(isList ? { messages: ids } : message('m', {}));
    });
    expect((await counted(emailList, { limit: 50 })).emails).toHaveLength(50);
    expect(most).toBe(8);
  });

  it('asks for unread mail and quotes what a filter says', async () => {
    gmail.on('get', '/gmail/v1/users/me/messages', () => json({ resultSizeEstimate: 0 }));
    const input = {
      unread_only: true,
      from: 'ada" OR to:bob',
      subject_contains: 'trip',
      cursor: 'page2',
      limit: 5,
    };
    expect(await run(emailList, input)).toEqual({ emails: [] });
    const parameters = gmail.requests[0]?.url.searchParams;
    expect(parameters?.getAll('labelIds')).toEqual(['INBOX', 'UNREAD']);
    expect(parameters?.get('q')).toBe('from:"ada OR to:bob" subject:"trip"');
    expect(parameters?.get('pageToken')).toBe('page2');
  });
});

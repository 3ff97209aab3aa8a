import { recordedCalls, replay, sharedFolder } from '@sidecar/evidence';
import { describe, expect, it } from 'vitest';
import { fakeGmail, json } from '../test/fake-gmail.ts';
import { tokenFetch, toolRunner } from '../test/tool-runner.ts';
import { gmailClient } from './gmail-client.ts';
import { gmail as gmailPlugin } from './index.ts';
import { emailModify } from './tools/email-modify.ts';
import { emailSearch } from './tools/email-search.ts';
import { emailSend } from './tools/email-send.ts';

const real = describe.skipIf(!sharedFolder);

function recorded(method: string, pathname: RegExp) {
  return recordedCalls('google', method, pathname);
}

real('answers that Gmail has given (needs SIDECAR_SHARED)', () => {
  const server = fakeGmail();
  const run = toolRunner();
  const client = gmailClient(tokenFetch('test-token'), 'https://gmail.googleapis.com/');
  const { signal } = new AbortController();

  it('of a profile identify the account', async () => {
    for (const call of recorded('GET', /users\/me\/profile$/)) {
      server.on('get', '/gmail/v1/users/me/profile', () => replay(call));
      const { id, label } = await gmailPlugin().identify(client, signal);
      expect(label).toMatch(/^.+@.+$/);
      expect(id).toBe(label.toLowerCase());
    }
  });

  it('of messages are listed with sender, subject and date', async () => {
    const calls = recorded('GET', /users\/me\/messages\/[0-9a-f]+$/).filter(({ url }) =>
      url.includes('metadata'),
    );
    const bodies = new Map(calls.map((call) => [new URL(call.url).pathname.split('/').at(-1) ?? '', call]));
    server.on('get', '/gmail/v1/users/me/messages', () =>
      json({ messages: [...bodies.keys()].map((id) => ({ id })) }),
    );
    server.on('get', '/gmail/v1/users/me/messages/:id', ({ url }) => {
      const call = bodies.get(url.pathname.split('/').at(-1) ?? '');
      return call ? replay(call) : json({}, 404);
    });
    const { emails } = await run(emailSearch, { query: 'x', limit: 100 });
    expect(emails.map(({ email_id }) => email_id)).toEqual([...bodies.keys()]);
    for (const { from, subject, date, snippet } of emails) {
      expect(from).toMatch(/@/);
      expect(subject).not.toBe('');
      expect(date).toMatch(/^2026-/);
      expect(snippet).not.toMatch(/&#39;|\u034f/);
    }
  });

  it('of a message in threads are read', async () => {
    for (const { response } of recorded('GET', /users\/me\/threads\/[0-9a-f]+$/)) {
      const messages = (response.body as { messages: { id: string }[] }).messages;
      for (const body of messages) {
        server.on('get', '/gmail/v1/users/me/messages/:id', () => json(body));
        expect((await client.message(body.id, signal)).id).toBe(body.id);
      }
    }
  });

  it('of sending, changing and fetching files are read', async () => {
    const [sent] = recorded('POST', /messages\/send$/);
    server.on('post', '/gmail/v1/users/me/messages/send', () => replay(sent!));
    expect(await run(emailSend, { to: 'a@x.example', subject: 'x', body: 'x' })).toMatchObject({
      email_id: expect.stringMatching(/^[0-9a-f]+$/),
    });
    const [changed] = recorded('POST', /batchModify$/);
    server.on('post', '/gmail/v1/users/me/messages/batchModify', () => replay(changed!));
    expect(await run(emailModify, { email_ids: ['a', 'b'], archive: false })).toMatchObject({
      added: ['INBOX'],
    });
    const [file] = recorded('GET', /attachments\//);
    server.on('get', '/gmail/v1/users/me/messages/:id/attachments/:part', () => replay(file!));
    expect(Buffer.from(await client.attachment('m', 'a', signal)).toString()).toContain(
      'This is a test file',
    );
  });
});

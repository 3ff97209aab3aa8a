import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, connect, rawMessage } from '../../test/app.ts';
import { type Sandbox, startSandbox } from '../index.ts';

let sandbox: Sandbox;
let api: Api;
let graceApi: Api;
const me = '/gmail/v1/users/me';

beforeAll(async () => {
  sandbox = await startSandbox();
  api = apiOf(sandbox.google, (await connect(sandbox, 'google')).access_token);
  const grace = await connect(sandbox, 'google', { login: 'grace@sandbox.example' });
  graceApi = apiOf(sandbox.google, grace.access_token);
});
afterAll(() => sandbox.close());

const find = async (query: string, from = api) => {
  const { body } = await from(`${me}/messages?q=${encodeURIComponent(query)}`);
  return (body.messages ?? []) as { id: string; threadId: string }[];
};
const findOne = async (query: string, from = api) => {
  const [message] = await find(query, from);
  if (!message) throw new Error(`Nothing fits ${query}.`);
  return message;
};
const header = (message: { payload: { headers: { name: string; value: string }[] } }, name: string) =>
  message.payload.headers.find((candidate) => candidate.name.toLowerCase() === name)?.value;

describe('reading', () => {
  test('tells whose mailbox it is', async () => {
    const { status, body } = await api(`${me}/profile`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      emailAddress: 'ada@sandbox.example',
      historyId: expect.stringMatching(/^\d+$/),
    });
    expect((await api('/gmail/v1/users/ada@sandbox.example/profile')).status).toBe(200);
  });

  test('lists the newest first, without spam and trash unless asked', async () => {
    const usual = (await api(`${me}/messages`)).body;
    const all = (await api(`${me}/messages?includeSpamTrash=true`)).body;
    expect(all.messages).toHaveLength(usual.messages.length + 2);
    expect((await api(`${me}/messages?labelIds=TRASH`)).body.messages).toHaveLength(1);
    const dates = await Promise.all(
      usual.messages.map(
        async ({ id }: { id: string }) => (await api(`${me}/messages/${id}`)).body.internalDate,
      ),
    );
    expect(dates).toEqual(dates.toSorted((first: string, second: string) => Number(second) - Number(first)));
  });

  test('goes through the pages without a gap or a repetition, though mail arrives meanwhile', async () => {
    const expected = (await api(`${me}/messages`)).body.messages.map(({ id }: { id: string }) => id);
    const seen: string[] = [];
    let token = '';
    do {
      const { body } = await api(`${me}/messages?maxResults=3&pageToken=${token}`);
      seen.push(...body.messages.map(({ id }: { id: string }) => id));
      token = body.nextPageToken ?? '';
      await graceApi(`${me}/messages/send`, {
        method: 'POST',
        body: { raw: rawMessage({ To: 'ada@sandbox.example', Subject: 'Meanwhile' }) },
      });
    } while (token !== '');
    expect(seen).toEqual(expected);
  });

  test('answers each of the four formats', async () => {
    const { id } = await findOne('subject:invoice');
    const full = (await api(`${me}/messages/${id}?format=full`)).body;
    expect(full).toMatchObject({
      id,
      labelIds: expect.arrayContaining(['INBOX', 'UNREAD']),
      snippet: 'Dear Countess, please find our invoice attached. It is due within thirty days.',
      payload: { mimeType: 'multipart/mixed', partId: '', filename: '', body: { size: 0 } },
    });
    expect(full.payload.parts.map(({ partId }: { partId: string }) => partId)).toEqual(['0', '1']);
    const minimal = (await api(`${me}/messages/${id}?format=minimal`)).body;
    expect(minimal.payload).toEqual({ partId: '' });
    const metadata = (
      await api(`${me}/messages/${id}?format=metadata&metadataHeaders=SUBJECT&metadataHeaders=From`)
    ).body;
    expect(metadata.payload.headers).toEqual([
      { name: 'From', value: '"Press & Sons, Printers" <billing@press.example>' },
      { name: 'Subject', value: 'Invoice 1843-10 for the translation' },
    ]);
    const raw = Buffer.from((await api(`${me}/messages/${id}?format=raw`)).body.raw, 'base64url');
    expect(raw.length).toBe(full.sizeEstimate);
    expect(raw.toString()).toContain('Message-ID: <invoice-1843-10@press.example>');
  });

  test('gives attachments by an id that is new at each reading', async () => {
    const { id } = await findOne('filename:invoice-1843-10.csv');
    const attachmentIds = [];
    for (const _ of [1, 2]) {
      const { body } = await api(`${me}/messages/${id}`);
      const [, part] = body.payload.parts;
      expect(part.body).toEqual({ attachmentId: expect.any(String), size: 61 });
      attachmentIds.push(part.body.attachmentId);
    }
    expect(attachmentIds[0]).not.toBe(attachmentIds[1]);
    for (const attachmentId of attachmentIds) {
      const { body } = await api(`${me}/messages/${id}/attachments/${attachmentId}`);
      expect(Buffer.from(body.data, 'base64url').toString()).toMatch(/^item,sheets,price\n/);
    }
  });

  test('decodes headers and texts of any charset to UTF-8', async () => {
    const { id } = await findOne('from:hanako@tokyo.example');
    const { body } = await api(`${me}/messages/${id}`);
    expect(header(body, 'subject')).toBe('解析機関の論文');
    expect(header(body, 'from')).toBe('花子 <hanako@tokyo.example>');
    expect(Buffer.from(body.payload.body.data, 'base64url').toString()).toContain('ベルヌーイ数');
  });

  test('shows nested parts, an attached message and a long encoded file name', async () => {
    const minutes = (await api(`${me}/messages/${(await findOne('subject:minutes')).id}`)).body.payload;
    expect(minutes.parts[0].parts[1]).toMatchObject({
      partId: '0.1',
      mimeType: 'image/gif',
      filename: 'seal.gif',
    });
    expect(minutes.parts[1]).toMatchObject({
      partId: '1',
      mimeType: 'message/rfc822',
      filename: 'original.eml',
    });
    expect(minutes.parts[1].parts[0]).toMatchObject({ partId: '1.0', mimeType: 'text/plain' });
    const scan = (await api(`${me}/messages/${(await findOne('subject:"scanned pages"')).id}`)).body.payload;
    expect(scan.parts[1].filename).toBe('Schöne Seiten aus Zürich.pdf');
    expect(Buffer.from(scan.parts[0].body.data, 'base64url').toString()).toContain('“ordered” – all twelve');
  });

  test('lists and reads whole threads', async () => {
    const { threadId } = await findOne('subject:"Plans for the new engine"');
    const { body } = await api(`${me}/threads/${threadId}?format=metadata&metadataHeaders=Message-ID`);
    expect(body.messages.map((message: never) => header(message, 'message-id'))).toEqual([
      '<plans-1@engines.example>',
      '<plans-2@sandbox.example>',
      '<plans-3@engines.example>',
    ]);
    const list = (await api(`${me}/threads?q=subject:plans`)).body;
    expect(list.threads).toMatchObject([{ id: threadId, snippet: expect.stringContaining('You are right') }]);
  });

  test('lists labels, shows one with its counts, and makes new ones', async () => {
    const { labels } = (await api(`${me}/labels`)).body;
    expect(labels).toContainEqual({ id: 'INBOX', name: 'INBOX', type: 'system' });
    const engine = labels.find(({ name }: { name: string }) => name === 'Engine');
    expect((await api(`${me}/labels/${engine.id}`)).body).toMatchObject({
      messagesTotal: 4,
      threadsTotal: 2,
      type: 'user',
    });
    const created = await api(`${me}/labels`, { method: 'POST', body: { name: 'Poetical science' } });
    expect(created.body).toMatchObject({ name: 'Poetical science', type: 'user' });
    expect((await api(`${me}/labels`, { method: 'POST', body: { name: 'poetical Science' } })).status).toBe(
      409,
    );
  });
});

describe('sending', () => {
  const send = (body: object, from = api) => from(`${me}/messages/send`, { method: 'POST', body });

  test('keeps a copy under SENT, completes the headers and delivers to the other mailbox', async () => {
    const raw = rawMessage({
      From: 'fake@evil.example',
      To: 'Grace <grace@sandbox.example>',
      Bcc: 'x@y.example',
      Subject: 'Wire',
    });
    const { status, body } = await send({ raw });
    expect([status, body.labelIds, body.threadId]).toEqual([200, ['SENT'], body.id]);
    const copy = (await api(`${me}/messages/${body.id}`)).body;
    expect(header(copy, 'from')).toBe('ada@sandbox.example');
    expect(header(copy, 'message-id')).toMatch(/^<.+@.+>$/);
    expect(header(copy, 'bcc')).toBe('x@y.example');
    const delivered = (await graceApi(`${me}/messages/${(await findOne('subject:wire', graceApi)).id}`)).body;
    expect(delivered.labelIds.toSorted()).toEqual(['INBOX', 'UNREAD']);
    expect(header(delivered, 'bcc')).toBeUndefined();
    expect(header(delivered, 'message-id')).toBe(header(copy, 'message-id'));
  });

  test('reads recipients whose encoded names hold a comma, and groups of them', async () => {
    const to =
      '=?utf-8?Q?M=C3=BCller=2C_J=C3=B6rg?= <grace@sandbox.example>, friends: "Doe, J." <j@x.example>, k@x.example;';
    const { status } = await send({ raw: rawMessage({ To: to, Subject: 'Comma' }) });
    expect(status).toBe(200);
    const delivered = (await graceApi(`${me}/messages/${(await findOne('subject:comma', graceApi)).id}`))
      .body;
    expect(header(delivered, 'to')).toContain('Müller, Jörg');
  });

  test('to oneself is one message with both roles', async () => {
    const { body } = await send({
      raw: rawMessage({ To: 'ada@sandbox.example', Subject: 'Note to myself' }),
    });
    expect(body.labelIds.toSorted()).toEqual(['INBOX', 'SENT', 'UNREAD']);
    expect(await find('subject:"Note to myself"')).toHaveLength(1);
  });

  test('joins a thread only when it names the thread, refers to a message of it and keeps the subject', async () => {
    const { threadId } = await findOne('from:mary subject:lunch');
    const reply = {
      To: 'mary@royal.example',
      Subject: 'Re: Lunch on Saturday?',
      'In-Reply-To': '<lunch@royal.example>',
    };
    const good = { ...reply, References: '<lunch@royal.example>' };
    const joined = async (raw: string, id?: string) =>
      (await send({ raw, ...(id && { threadId: id }) })).body.threadId === threadId;
    expect(await joined(rawMessage(good), threadId)).toBe(true);
    expect(await joined(rawMessage(good))).toBe(false);
    expect(await joined(rawMessage({ ...good, Subject: 'Dinner' }), threadId)).toBe(false);
    expect(await joined(rawMessage({ To: reply.To, Subject: reply.Subject }), threadId)).toBe(false);
    expect((await send({ raw: rawMessage(good), threadId: 'abcdef' })).status).toBe(404);
  });

  test('takes the message as an upload too, alone or beside its metadata', async () => {
    const message = Buffer.from(
      rawMessage({ To: 'grace@sandbox.example', Subject: 'Uploaded' }),
      'base64url',
    ).toString();
    const media = await api('/upload/gmail/v1/users/me/messages/send?uploadType=media', {
      method: 'POST',
      body: message,
      headers: { 'content-type': 'message/rfc822' },
    });
    expect(media.body.labelIds).toEqual(['SENT']);
    const { threadId } = await findOne('from:mary subject:lunch');
    const reply = message.replace('Uploaded', 'Lunch on Saturday?\r\nReferences: <lunch@royal.example>');
    const parts = ['application/json', JSON.stringify({ threadId }), 'message/rfc822', reply];
    const body = `--b1\r\nContent-Type: ${parts[0]}\r\n\r\n${parts[1]}\r\n--b1\r\nContent-Type: ${parts[2]}\r\n\r\n${parts[3]}\r\n--b1--`;
    const both = await api('/upload/gmail/v1/users/me/messages/send?uploadType=multipart', {
      method: 'POST',
      body,
      headers: { 'content-type': 'multipart/related; boundary=b1' },
    });
    expect([both.status, both.body.threadId]).toEqual([200, threadId]);
  });
});

describe('changing', () => {
  test('adds and removes labels of a message, a thread and a batch', async () => {
    const { id, threadId } = await findOne('subject:"The order" OR subject:lunch');
    const change = (path: string, body: object) => api(`${me}/${path}`, { method: 'POST', body });
    const starred = await change(`messages/${id}/modify`, {
      addLabelIds: ['STARRED'],
      removeLabelIds: ['INBOX'],
    });
    expect(starred.body.labelIds).toContain('STARRED');
    expect(starred.body.labelIds).not.toContain('INBOX');
    const thread = await change(`threads/${threadId}/modify`, { addLabelIds: ['IMPORTANT'] });
    expect(
      thread.body.messages.every(({ labelIds }: { labelIds: string[] }) => labelIds.includes('IMPORTANT')),
    ).toBe(true);
    const batch = await change('messages/batchModify', { ids: [id], addLabelIds: ['UNREAD'] });
    expect([batch.status, batch.body]).toEqual([204, '']);
    expect((await find('is:unread is:starred')).map((message) => message.id)).toContain(id);
  });

  test('moves to the trash and back, but not back into the inbox', async () => {
    const { id } = await findOne('subject:flowers');
    const historyId = (await api(`${me}/messages/${id}`)).body.historyId;
    expect((await api(`${me}/messages/${id}/trash`, { method: 'POST' })).body.labelIds).toContain('TRASH');
    expect(await find('subject:flowers')).toEqual([]);
    expect(await find('subject:flowers in:trash')).toHaveLength(1);
    const back = await api(`${me}/messages/${id}/untrash`, { method: 'POST' });
    expect(back.body.labelIds).not.toContain('TRASH');
    expect(back.body.labelIds).not.toContain('INBOX');
    expect(Number((await api(`${me}/messages/${id}`)).body.historyId)).toBeGreaterThan(Number(historyId));
  });
});

describe('drafts', () => {
  const post = (path: string, body: object, method = 'POST') => api(`${me}/${path}`, { method, body });

  test('are created, replaced, listed, sent and then gone', async () => {
    const created = await post('drafts', {
      message: { raw: rawMessage({ To: 'grace@sandbox.example', Subject: 'Draft one' }) },
    });
    expect(created.body).toMatchObject({ id: expect.stringMatching(/^r/), message: { labelIds: ['DRAFT'] } });
    const { id } = created.body;
    const updated = await post(
      `drafts/${id}`,
      { message: { raw: rawMessage({ To: 'grace@sandbox.example', Subject: 'Draft two' }) } },
      'PUT',
    );
    expect(updated.body.message.id).not.toBe(created.body.message.id);
    expect((await api(`${me}/messages/${created.body.message.id}`)).status).toBe(404);
    const { drafts } = (await api(`${me}/drafts?q=${encodeURIComponent('subject:"draft two"')}`)).body;
    expect(drafts).toMatchObject([{ id, message: { id: updated.body.message.id } }]);
    expect(header((await api(`${me}/drafts/${id}`)).body.message, 'subject')).toBe('Draft two');
    const sent = await post('drafts/send', { id });
    expect(sent.body.labelIds).toEqual(['SENT']);
    expect((await api(`${me}/drafts/${id}`)).status).toBe(404);
    expect(await find('subject:"Draft two" is:unread', graceApi)).toHaveLength(1);
  });

  test('stay in the thread they were made for, also when sent', async () => {
    const { threadId } = await findOne('subject:invoice');
    const raw = rawMessage({
      To: 'billing@press.example',
      Subject: 'Re: Invoice 1843-10 for the translation',
      References: '<invoice-1843-10@press.example>',
    });
    const draft = await post('drafts', { message: { raw, threadId } });
    expect(draft.body.message.threadId).toBe(threadId);
    expect((await post('drafts/send', { id: draft.body.id })).body.threadId).toBe(threadId);
  });

  test('that were imported are there, and can be deleted', async () => {
    const { drafts } = (await api(`${me}/drafts`)).body;
    expect(drafts).toHaveLength(1);
    expect((await api(`${me}/drafts/${drafts[0].id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await api(`${me}/drafts`)).body).toEqual({ resultSizeEstimate: 0 });
  });
});

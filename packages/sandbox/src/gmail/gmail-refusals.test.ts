import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, connect, rawMessage } from '../../test/app.ts';
import { type Sandbox, startSandbox } from '../index.ts';

let sandbox: Sandbox;
let api: Api;
const me = '/gmail/v1/users/me';
const scope = (name: string) => `https://www.googleapis.com/auth/gmail.${name}`;
const apiWith = async (name: string) =>
  apiOf(sandbox.google, (await connect(sandbox, 'google', { change: { scope: scope(name) } })).access_token);

beforeAll(async () => {
  sandbox = await startSandbox();
  api = apiOf(sandbox.google, (await connect(sandbox, 'google')).access_token);
});
afterAll(() => sandbox.close());

const error = (code: number, status: string, message: unknown = expect.any(String)) => ({
  error: { code, status, message, errors: [expect.objectContaining({ domain: 'global' })] },
});

describe('tokens', () => {
  test('unknown, missing, of another scheme or in the query string: 401', async () => {
    const { access_token } = await connect(sandbox, 'google');
    const attempts = [
      await apiOf(sandbox.google, 'unknown')(`${me}/profile`),
      await api(`${me}/profile`, { headers: { authorization: '' } }),
      await api(`${me}/profile`, { headers: { authorization: `Basic ${access_token}` } }),
      await api(`${me}/profile?access_token=${access_token}`, { headers: { authorization: '' } }),
    ];
    for (const { status, body, headers } of attempts) {
      expect(status).toBe(401);
      expect(body).toEqual(error(401, 'UNAUTHENTICATED'));
      expect(headers.get('www-authenticate')).toContain('invalid_token');
    }
  });

  test('of another service: 401', async () => {
    const { access_token } = await connect(sandbox, 'x');
    expect((await apiOf(sandbox.google, access_token)(`${me}/profile`)).status).toBe(401);
  });

  test.each([
    ['send', 'GET', 'messages'],
    ['readonly', 'POST', 'messages/send'],
    ['readonly', 'POST', 'drafts'],
    ['labels', 'GET', 'messages'],
    ['compose', 'GET', 'messages'],
    ['metadata', 'GET', 'drafts'],
  ])('with only gmail.%s may not %s %s: 403', async (name, method, path) => {
    const limited = await apiWith(name);
    const { status, body } = await limited(`${me}/${path}`, {
      method,
      ...(method === 'POST' && { body: {} }),
    });
    expect(status).toBe(403);
    expect(body).toEqual(error(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.'));
  });

  test('with only gmail.metadata may list and read headers, but neither search nor read bodies', async () => {
    const limited = await apiWith('metadata');
    const { messages } = (await limited(`${me}/messages`)).body;
    expect((await limited(`${me}/messages/${messages[0].id}?format=metadata`)).status).toBe(200);
    expect((await limited(`${me}/messages/${messages[0].id}`)).status).toBe(403);
    expect((await limited(`${me}/messages?q=from:x`)).status).toBe(403);
  });

  test('do not open another person’s mailbox', async () => {
    const { status, body } = await api('/gmail/v1/users/grace@sandbox.example/profile');
    expect(status).toBe(403);
    expect(body.error.message).toContain('Delegation denied');
  });
});

describe('requests', () => {
  test('for unknown ids: 404', async () => {
    for (const path of ['messages/abcdef0123456789', 'threads/abcdef', 'drafts/r1', 'labels/Label_99']) {
      const { status, body } = await api(`${me}/${path}`);
      expect([path, status]).toEqual([path, 404]);
      expect(body).toEqual(error(404, 'NOT_FOUND', 'Requested entity was not found.'));
    }
  });

  test('with ids that are none, or attachment ids of another message: 400', async () => {
    const { messages } = (await api(`${me}/messages?q=has:attachment`)).body;
    const message = (await api(`${me}/messages/${messages[0].id}`)).body;
    const attachmentId = message.payload.parts.find((part: { filename: string }) => part.filename).body
      .attachmentId;
    for (const path of [
      'messages/not-an-id',
      `messages/${messages[1].id}/attachments/${attachmentId}`,
      `messages/${messages[0].id}/attachments/x`,
    ]) {
      expect([path, (await api(`${me}/${path}`)).status]).toEqual([path, 400]);
    }
  });

  test('with a wrong method or path get a page, not JSON: 404', async () => {
    for (const [method, path] of [
      ['DELETE', 'profile'],
      ['PUT', 'messages/send'],
      ['GET', 'messages/1/2/3'],
      ['GET', 'nothing'],
    ] as const) {
      const { status, headers } = await api(`${me}/${path}`, { method });
      expect([path, status]).toEqual([path, 404]);
      expect(headers.get('content-type')).toContain('text/html');
    }
  });

  test.each([
    'messages?maxResults=many',
    'messages?includeSpamTrash=yes',
    'messages?labelIds=NOPE',
    'messages?pageToken=made-up',
    'messages?query=unknown-parameter',
    'messages?alt=xml',
    'profile?format=full',
  ])('with odd parameters are refused: %s', async (path) => {
    const { status, body } = await api(`${me}/${path}`);
    expect(status).toBe(400);
    expect(body).toEqual(error(400, 'INVALID_ARGUMENT'));
  });

  test('with an unknown format are refused, and threads have no raw one', async () => {
    const [{ id, threadId }] = (await api(`${me}/messages?maxResults=1`)).body.messages;
    expect((await api(`${me}/messages/${id}?format=everything`)).status).toBe(400);
    expect((await api(`${me}/threads/${threadId}?format=raw`)).status).toBe(400);
  });
});

describe('a message to send', () => {
  const send = (body: object) => api(`${me}/messages/send`, { method: 'POST', body });

  test.each([
    ['nothing', {}, /'raw' RFC822 payload message string/],
    ['an empty one', { raw: '' }, /'raw' RFC822 payload message string/],
    ['bad base64', { raw: 'not base64!' }, /Base64 decoding failed/],
    ['mixed base64 alphabets', { raw: 'ab+/ab-_' }, /Base64 decoding failed/],
    ['a number', { raw: 5 }, /Invalid value at 'raw'/],
    [
      'a message without headers',
      { raw: Buffer.from('just text').toString('base64url') },
      /Recipient address required/,
    ],
    ['no recipients', { raw: rawMessage({ Subject: 'x' }) }, /Recipient address required/],
    ['a recipient that is no address', { raw: rawMessage({ To: 'somebody' }) }, /Invalid To header/],
    ['a broken copy', { raw: rawMessage({ To: 'a@b.example', Cc: 'x@' }) }, /Invalid Cc header/],
    ['an unknown field', { raw: rawMessage({ To: 'a@b.example' }), subject: 'x' }, /Unknown name "subject"/],
  ])('with %s is refused', async (_what, body, message) => {
    const { status, body: answer } = await send(body);
    expect(status).toBe(400);
    expect(answer).toEqual(error(400, 'INVALID_ARGUMENT', expect.stringMatching(message)));
  });

  test('that is no JSON, or sent as a form, is refused', async () => {
    const broken = await api(`${me}/messages/send`, {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect([broken.status, broken.body.error.errors[0].reason]).toEqual([400, 'parseError']);
    const form = await api(`${me}/messages/send`, {
      method: 'POST',
      body: 'raw=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(form.status).toBe(400);
  });

  test('as an upload of another type is refused', async () => {
    const upload = '/upload/gmail/v1/users/me/messages/send';
    const image = await api(`${upload}?uploadType=media`, {
      method: 'POST',
      body: 'x',
      headers: { 'content-type': 'image/png' },
    });
    const resumable = await api(`${upload}?uploadType=resumable`, {
      method: 'POST',
      body: 'x',
      headers: { 'content-type': 'message/rfc822' },
    });
    expect([image.status, resumable.status]).toEqual([400, 400]);
  });

  test('leaves nothing behind when it was refused', async () => {
    const before = (await api(`${me}/profile`)).body;
    await send({ raw: rawMessage({ To: 'somebody' }) });
    expect((await api(`${me}/profile`)).body).toEqual(before);
  });
});

describe('a change of labels', () => {
  test.each([
    [{}, /No label add or removes/],
    [{ addLabelIds: ['NOPE'] }, /Invalid label: NOPE/],
    [{ addLabelIds: ['SENT'] }, /Invalid label: SENT/],
    [{ addLabelIds: ['STARRED'], removeLabelIds: ['STARRED'] }, /both add and remove/],
    [{ addLabels: ['STARRED'] }, /Unknown name "addLabels"/],
  ])('%j is refused', async (body, message) => {
    const [{ id }] = (await api(`${me}/messages?maxResults=1`)).body.messages;
    const answer = await api(`${me}/messages/${id}/modify`, { method: 'POST', body });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(message);
  });

  test('of a batch with one unknown id changes nothing', async () => {
    const [{ id }] = (await api(`${me}/messages?maxResults=1`)).body.messages;
    const body = { ids: [id, 'abc123'], addLabelIds: ['SPAM'] };
    expect((await api(`${me}/messages/batchModify`, { method: 'POST', body })).status).toBe(404);
    expect((await api(`${me}/messages/${id}`)).body.labelIds).not.toContain('SPAM');
  });
});

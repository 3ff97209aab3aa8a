import { SidecarError } from '@sidecar/core';
import { describe, expect, it } from 'vitest';
import { fakeGmail, googleError, json, message, textPart } from '../test/fake-gmail.ts';
import { toolRunner } from '../test/tool-runner.ts';
import { emailAttachment } from './tools/email-attachment.ts';
import { emailDraft } from './tools/email-draft.ts';
import { emailList } from './tools/email-list.ts';
import { emailModify } from './tools/email-modify.ts';
import { emailRead } from './tools/email-read.ts';
import { emailReply } from './tools/email-reply.ts';
import { emailSend } from './tools/email-send.ts';

const gmail = fakeGmail();
const run = toolRunner();

async function failureOf(work: Promise<unknown>): Promise<SidecarError> {
  const error = await work.then(undefined, (thrown) => thrown);
  if (!SidecarError.isInstance(error)) throw new Error(`No SidecarError: ${error}`);
  return error;
}

function answerMessage(payload: unknown, difference: object = {}) {
  gmail.on('get', '/gmail/v1/users/me/messages/:id', () =>
    json({ ...message('m1', {}), payload, ...difference }),
  );
}

describe('a message that Gmail would not answer', () => {
  it('is empty where everything is null', async () => {
    const nothing = { snippet: null, threadId: null, labelIds: null, internalDate: null };
    answerMessage(null, nothing);
    expect(await run(emailRead, { email_id: 'm1' })).toEqual({
      email_id: 'm1',
      thread_id: null,
      from: null,
      to: [],
      cc: [],
      reply_to: [],
      subject: '',
      date: null,
      received_at: null,
      unread: false,
      labels: [],
      body: '',
      truncated: false,
      next_offset: null,
      attachments: [],
    });
  });

  it.each([
    { partId: null, mimeType: null, filename: null, headers: null, body: null, parts: null },
    { partId: 1, mimeType: {}, filename: [], headers: 'x', body: 'x', parts: 'x' },
    {
      headers: [null, 1, { name: 'From' }, { name: 1, value: 2 }],
      body: { size: 'x', data: 5, attachmentId: {} },
      parts: [null, 1, [], {}],
    },
    'text',
    42,
    [],
  ])('is read as far as it goes: %j', async (payload) => {
    answerMessage(payload, { internalDate: 'soon', labelIds: 'INBOX', snippet: 5 });
    const { body, attachments, received_at } = await run(emailRead, { email_id: 'm1' });
    expect({ body, attachments, received_at }).toEqual({ body: '', attachments: [], received_at: null });
  });

  it('is cut where it nests for ever or has parts without end', async () => {
    let nested: object = textPart('text/plain', 'core');
    for (let depth = 0; depth < 500; depth += 1) nested = { mimeType: 'multipart/mixed', parts: [nested] };
    answerMessage(nested);
    expect((await run(emailRead, { email_id: 'm1' })).body).toBe('');
    answerMessage({ mimeType: 'multipart/mixed', parts: Array(5_000).fill(textPart('text/plain', 'part')) });
    expect((await run(emailRead, { email_id: 'm1' })).body.match(/part/g)).toHaveLength(999);
  });

  it('cannot make a reading ask for more than ten parts', async () => {
    const part = { mimeType: 'text/plain', body: { attachmentId: 'a', size: 3 } };
    answerMessage({ mimeType: 'multipart/mixed', parts: Array(50).fill(part) });
    gmail.on('get', '/gmail/v1/users/me/messages/:id/attachments/:part', () =>
      json({ data: Buffer.from('long text').toString('base64url') }),
    );
    expect((await run(emailRead, { email_id: 'm1' })).body.match(/long text/g)).toHaveLength(10);
    expect(gmail.requests).toHaveLength(11);
  });

  it('is text from HTML of 1.3 MB, in pages', async () => {
    const html = '<p>hello <b>world</b></p>'.repeat(54_000);
    answerMessage(textPart('text/html', html, { 'Content-Type': 'text/html; charset=utf-8' }));
    const page = await run(emailRead, { email_id: 'm1', max_characters: 1000 });
    expect(page).toMatchObject({ truncated: true, next_offset: 1000 });
    expect(page.body).toMatch(/^hello world\n\nhello world/);
  });

  it('keeps line breaks of a header out of what is shown and sent', async () => {
    const headers = {
      From: 'Ada\r\n <ada@x.example>',
      Subject: '=?utf-8?q?Hi=0D=0ABcc:_eve@x.example?=',
      'Message-ID': '<a@x>\r\nX: y',
    };
    answerMessage({ ...textPart('text/plain', 'x', headers) });
    gmail.on('get', '/gmail/v1/users/me/profile', () => json({ emailAddress: 'me@x.example' }));
    gmail.on('post', '/gmail/v1/users/me/messages/send', () => json({ id: 's1', threadId: 't' }));
    const { subject } = await run(emailReply, { email_id: 'm1', body: 'Yes' });
    expect(subject).not.toMatch(/[\r\n]/);
    const raw = Buffer.from(JSON.parse(gmail.requests.at(-1)?.body ?? '{}').raw, 'base64url').toString();
    expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^(bcc|x):/im);
  });
});

describe('an answer that is not of the Gmail API', () => {
  const bodies: [string, () => Response][] = [
    ['HTML', () => new Response('<html>Sign in</html>', { headers: { 'content-type': 'text/html' } })],
    ['nothing', () => new Response('')],
    ['garbage', () => new Response('\0{"id":', { headers: { 'content-type': 'application/json' } })],
    ['a list', () => Response.json([])],
    ['null', () => Response.json(null)],
    ['other types', () => Response.json({ id: 5, emailAddress: [], messages: 'x', labels: {} })],
  ];

  it.each(bodies)('is an invalid response: %s', async (_, answer) => {
    gmail.on('get', '/gmail/v1/users/me/messages/:id', answer);
    const { code, retryable } = await failureOf(run(emailRead, { email_id: 'm1' }));
    expect({ code, retryable }).toEqual({ code: 'invalid_response', retryable: false });
  });

  it('leaves open whether the mail was sent, and says where to look', async () => {
    gmail.on('post', '/gmail/v1/users/me/messages/send', () => new Response('<html>'));
    gmail.on('post', '/gmail/v1/users/me/drafts', () => new Response('<html>'));
    const mail = { to: 'ada@x.example', subject: 'Hi', body: 'Hi' };
    const unknown = (place: string) => ({
      outcome: 'unknown',
      retryable: false,
      nextAction: expect.stringContaining(place),
    });
    expect(await failureOf(run(emailSend, mail))).toMatchObject(unknown('in:sent'));
    expect(await failureOf(run(emailDraft, mail))).toMatchObject(unknown('in:drafts'));
    expect(gmail.requests).toHaveLength(2);
  });
});

describe('a request that gets no answer', () => {
  it('is not sent again when it may have sent a mail', async () => {
    gmail.on('post', '/gmail/v1/users/me/messages/send', () => Response.error());
    const failure = await failureOf(run(emailSend, { to: 'ada@x.example', subject: 'Hi', body: 'Hi' }));
    expect(failure).toMatchObject({ code: 'network', outcome: 'unknown', retryable: false });
    expect(gmail.requests).toHaveLength(1);
  });

  it('is left to the connection to repeat when it only reads', async () => {
    gmail.on('get', '/gmail/v1/users/me/messages', () => Response.error());
    const failure = await failureOf(run(emailList, {}));
    expect(failure).toMatchObject({ code: 'network', retryable: true });
    expect(failure.outcome).toBeUndefined();
    expect(gmail.requests).toHaveLength(1);
  });

  it('ends when the caller gives up', async () => {
    const controller = new AbortController();
    gmail.on('get', '/gmail/v1/users/me/messages', () => {
      controller.abort();
      return json({});
    });
    expect((await failureOf(run(emailList, {}, controller.signal))).code).toBe('aborted');
  });

  it('keeps the SidecarError that the connection made of it', async () => {
    const made = new SidecarError('rate_limited', 'Gmail is rate limited.', { retryAfterMs: 5 });
    const limited = toolRunner({}, () => Promise.reject(made));
    expect(await failureOf(limited(emailList, {}))).toBe(made);
    const sent = await failureOf(limited(emailSend, { to: 'a@x.example', subject: '', body: '' }));
    expect(sent).toBe(made);
  });
});

describe('a refusal', () => {
  it.each([
    [404, 'notFound', 'not_found'],
    [400, 'invalidArgument', 'provider_rejected'],
    [400, 'failedPrecondition', 'provider_rejected'],
    [401, 'authError', 'needs_reauth'],
    [403, 'insufficientPermissions', 'insufficient_scope'],
    [403, 'rateLimitExceeded', 'rate_limited'],
    [403, 'accessNotConfigured', 'not_configured'],
    [403, 'domainPolicy', 'provider_rejected'],
    [403, 'somethingNew', 'provider_rejected'],
    [403, 'constructor', 'provider_rejected'],
    [409, 'aborted', 'conflict'],
    [413, 'uploadTooLarge', 'invalid_input'],
    [429, 'rateLimitExceeded', 'rate_limited'],
    [500, 'backendError', 'provider_unavailable'],
  ])('of %i %s is %s', async (status, reason, code) => {
    gmail.on('post', '/gmail/v1/users/me/messages/:id/modify', () =>
      googleError(status, reason, 'secret words'),
    );
    const failure = await failureOf(run(emailModify, { email_ids: 'm1', mark: 'read' }));
    expect(failure.code).toBe(code);
    expect(failure.message).not.toContain('secret words');
    expect(gmail.requests).toHaveLength(1);
  });

  it('is not turned into an empty list when it is not about one vanished email', async () => {
    gmail.on('get', '/gmail/v1/users/me/messages', () => json({ messages: [{ id: 'a' }] }));
    gmail.on('get', '/gmail/v1/users/me/messages/:id', () => googleError(403, 'insufficientPermissions'));
    expect((await failureOf(run(emailList, {}))).code).toBe('insufficient_scope');
  });
});

describe('an attachment', () => {
  const pdf = {
    partId: '1',
    mimeType: 'application/pdf',
    filename: 'a.pdf',
    body: { attachmentId: 'x', size: 2_000_000 },
  };

  it('is not fetched when it is larger than wanted', async () => {
    answerMessage({ mimeType: 'multipart/mixed', parts: [pdf] });
    const failure = await failureOf(run(emailAttachment, { email_id: 'm1', attachment_id: '1' }));
    expect(failure).toMatchObject({
      code: 'invalid_input',
      message: 'max_bytes: the attachment has 2000000 bytes, more than 1000000.',
    });
    expect(gmail.requests).toHaveLength(1);
  });

  it('is refused as well when it proves larger than announced', async () => {
    answerMessage({ mimeType: 'multipart/mixed', parts: [{ ...pdf, body: { attachmentId: 'x', size: 1 } }] });
    gmail.on('get', '/gmail/v1/users/me/messages/m1/attachments/x', () =>
      json({ data: Buffer.alloc(50).toString('base64url') }),
    );
    const input = { email_id: 'm1', attachment_id: '1', max_bytes: 10 };
    expect((await failureOf(run(emailAttachment, input))).code).toBe('invalid_input');
  });

  it('that is not there is not found', async () => {
    answerMessage({ mimeType: 'multipart/mixed', parts: [pdf] });
    expect((await failureOf(run(emailAttachment, { email_id: 'm1', attachment_id: '7' }))).code).toBe(
      'not_found',
    );
  });
});

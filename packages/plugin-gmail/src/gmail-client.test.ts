import type { ConnectionRequestInit } from '@sidecar/core';
import { describe, expect, it, vi } from 'vitest';
import { fakeGmail, json } from '../test/fake-gmail.ts';
import { gmailClient } from './gmail-client.ts';

const gmail = fakeGmail();
const { signal } = new AbortController();

/** The client over a fetch that keeps what it is given. */
function clientWithRequests(apiUrl = 'https://gmail.googleapis.com/') {
  const requests: { url: string; init: ConnectionRequestInit }[] = [];
  const client = gmailClient((input, init = {}) => {
    requests.push({ url: String(input), init });
    return fetch(input, init);
  }, apiUrl);
  return { client, requests };
}

function answerSend() {
  gmail.on('post', '/gmail/v1/users/me/messages/send', () => json({ id: 's1', threadId: 't1' }));
  gmail.on('post', '/upload/gmail/v1/users/me/messages/send', () => json({ id: 's2', threadId: 't1' }));
}

describe('the calls of Google’s library', () => {
  it('reach the connection’s fetch with a body that can be sent again', async () => {
    answerSend();
    const { client, requests } = clientWithRequests();
    await client.send({ mime: Buffer.from('Subject: x\r\n\r\nx'), threadId: 't1' }, signal);
    const [{ url, init } = { url: '', init: {} }] = requests;
    expect(url).toBe('https://gmail.googleapis.com/gmail/v1/users/me/messages/send');
    expect(JSON.parse(String(init.body))).toEqual({
      raw: Buffer.from('Subject: x\r\n\r\nx').toString('base64url'),
      threadId: 't1',
    });
    expect(Object.keys(init).sort()).toEqual(['body', 'headers', 'method', 'signal']);
  });

  it('upload a large mail as bytes, in its thread', async () => {
    answerSend();
    const mime = Buffer.alloc(6_000_000, 'a');
    const { client, requests } = clientWithRequests();
    expect(await client.send({ mime, threadId: 't1' }, signal)).toMatchObject({ id: 's2' });
    const body = requests[0]?.init.body;
    expect(requests[0]?.url).toContain('/upload/gmail/v1/users/me/messages/send?uploadType=multipart');
    expect(Buffer.isBuffer(body)).toBe(true);
    const [, metadata = '', mail = ''] = String(body).split(/--[\w-]{36}(?:--)?(?:\r\n|$)/);
    expect(metadata).toContain('{"threadId":"t1"}');
    expect(mail).toContain('content-type: message/rfc822\r\n\r\naaaa');
    expect(mail.length).toBeGreaterThan(6_000_000);
  });

  it('say which changes may be repeated', async () => {
    gmail.on('post', '/gmail/v1/users/me/messages/:id/modify', () => json({ id: 'a' }));
    const { client, requests } = clientWithRequests();
    await client.modify(['a'], { addLabelIds: ['INBOX'], removeLabelIds: [] }, signal);
    await client.modify([], { addLabelIds: ['INBOX'], removeLabelIds: [] }, signal);
    expect(requests.map(({ init }) => init.idempotent)).toEqual([true]);
  });

  it('look for no credentials of Google Cloud and go nowhere else', async () => {
    vi.stubEnv('GOOGLE_CLOUD_UNIVERSE_DOMAIN', 'evil.example');
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', '/nonexistent.json');
    vi.stubEnv('HTTPS_PROXY', 'not a URL');
    try {
      gmail.on('get', '/gmail/v1/users/me/profile', () => json({ emailAddress: 'me@x.example' }));
      const { client, requests } = clientWithRequests();
      await client.profile(signal);
      expect(requests.map(({ url }) => url)).toEqual([
        'https://gmail.googleapis.com/gmail/v1/users/me/profile',
      ]);
      expect(gmail.requests[0]?.headers.get('authorization')).toBeNull();
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('keep the path of another base URL', async () => {
    const seen: string[] = [];
    const client = gmailClient((input) => {
      seen.push(String(input));
      return Promise.resolve(json({ emailAddress: 'me@x.example' }));
    }, 'http://127.0.0.1:1/google');
    await client.profile(signal);
    expect(seen).toEqual(['http://127.0.0.1:1/google/gmail/v1/users/me/profile']);
  });
});

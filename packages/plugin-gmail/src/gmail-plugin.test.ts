import { readFileSync } from 'node:fs';
import { SidecarError } from '@sidecar/core';
import { sharedFolder, specProblems } from '@sidecar/evidence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectedGmail, connectedGmail } from '../test/connected-gmail.ts';

let connected: ConnectedGmail;
beforeAll(async () => {
  connected = await connectedGmail();
});
afterAll(() => connected.close());

async function firstId(query: string): Promise<string> {
  const { emails } = await connected.sidecar.run('email_search', { query, limit: 1 });
  return emails[0]?.email_id ?? '';
}

describe('a mailbox of the sandbox', () => {
  it('does what the example of the README shows', async () => {
    const { sidecar } = connected;
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    for (const tool of ['email_list', 'email_read', 'email_send']) expect(readme).toContain(`run('${tool}'`);

    const { emails } = await sidecar.run('email_list', { limit: 5, unread_only: true });
    expect(emails.map(({ unread }) => unread)).toEqual([true, true, true, true, true]);
    const { body } = await sidecar.run('email_read', { email_id: emails[0]?.email_id ?? '' });
    expect(body).toContain('The minutes are attached.');
    const sent = await sidecar.run('email_send', {
      to: 'Grace Hopper <grace@sandbox.example>',
      subject: 'Grüße',
      body: 'Hello from Sidecar.',
    });
    const read = await sidecar.run('email_read', { email_id: sent.email_id });
    expect(read).toMatchObject({ subject: 'Grüße', body: 'Hello from Sidecar.', labels: ['SENT'] });
  });

  it('is connected as its address', async () => {
    const status = await connected.sidecar.verify('gmail');
    expect(status).toMatchObject({ state: 'connected', account: 'default' });
    expect(status.scopes).toEqual(['https://www.googleapis.com/auth/gmail.modify']);
  });

  it('goes through pages without losing or repeating an email', async () => {
    const { sidecar } = connected;
    const whole = await sidecar.run('email_search', { query: 'in:anywhere', limit: 100 });
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await sidecar.run('email_search', {
        query: 'in:anywhere',
        limit: 3,
        ...(cursor ? { cursor } : {}),
      });
      ids.push(...page.emails.map(({ email_id }) => email_id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(ids).toEqual(whole.emails.map(({ email_id }) => email_id));
    expect(new Set(ids).size).toBeGreaterThan(9);
  });

  it('answers all in the conversation, without oneself', async () => {
    const { sidecar } = connected;
    const original = await firstId('from:charles subject:"new engine"');
    const { thread_id } = await sidecar.run('email_read', { email_id: original });
    const reply = await sidecar.run('email_reply', {
      email_id: original,
      body: 'Friday it is.',
      reply_all: true,
    });
    expect(reply).toMatchObject({
      thread_id,
      to: ['Charles Babbage <charles@engines.example>'],
      cc: ['Luigi Menabrea <luigi@turin.example>'],
      subject: 'Re: Plans for the new engine',
    });
  });

  it('saves a draft of an answer in the conversation', async () => {
    const { sidecar } = connected;
    const original = await firstId('from:charles subject:"new engine"');
    const { thread_id, from } = await sidecar.run('email_read', { email_id: original });
    const draft = await sidecar.run('email_draft', {
      reply_to_id: original,
      body: 'Perhaps Monday.',
      bcc: ['secret@example.com'],
    });
    expect(draft).toMatchObject({ draft_id: expect.stringMatching(/./), thread_id });
    const read = await sidecar.run('email_read', { email_id: draft.email_id ?? '' });
    expect(read).toMatchObject({ to: [from], subject: 'Re: Plans for the new engine', labels: ['DRAFT'] });
  });

  it('saves a draft that still lacks everything but a text', async () => {
    const draft = await connected.sidecar.run('email_draft', { body: 'An idea.' });
    const read = await connected.sidecar.run('email_read', { email_id: draft.email_id ?? '' });
    expect(read).toMatchObject({ to: [], subject: '', body: 'An idea.' });
  });

  it('sends HTML and files, which arrive as they were', async () => {
    const { sidecar } = connected;
    const content = Buffer.from([0, 1, 2, 253, 254, 255]);
    const { email_id } = await sidecar.run('email_send', {
      to: ['grace@sandbox.example'],
      subject: 'Files',
      body: 'See the files.',
      html: '<p>See the <b>files</b>.</p>',
      attachments: [
        { filename: 'größe.bin', content_base64: content.toString('base64') },
        {
          filename: 'note.txt',
          content_base64: Buffer.from('Grüße').toString('base64'),
          mime_type: 'text/plain',
        },
      ],
    });
    const { attachments, body } = await sidecar.run('email_read', { email_id });
    expect(body).toBe('See the files.');
    expect(attachments.map(({ filename, size_bytes }) => [filename, size_bytes])).toEqual([
      ['größe.bin', 6],
      ['note.txt', 7],
    ]);
    const fetched = await Promise.all(
      attachments.map(({ attachment_id }) => sidecar.run('email_attachment', { email_id, attachment_id })),
    );
    expect(fetched.map((file) => file.content_base64 ?? file.text)).toEqual([
      content.toString('base64'),
      'Grüße',
    ]);
  });

  it('uploads a mail with large files, into its conversation', async () => {
    const { sidecar } = connected;
    const email_id = await firstId('from:charles subject:"new engine"');
    const { thread_id } = await sidecar.run('email_read', { email_id });
    const content = Buffer.alloc(20 * 1024 * 1024, 'engine');
    const reply = await sidecar.run('email_reply', {
      email_id,
      body: 'The drawings.',
      attachments: [{ filename: 'drawings.zip', content_base64: content.toString('base64') }],
    });
    expect(reply.thread_id).toBe(thread_id);
    const { attachments } = await sidecar.run('email_read', { email_id: reply.email_id });
    expect(attachments).toMatchObject([{ filename: 'drawings.zip', size_bytes: content.length }]);
    const fetched = await sidecar.run('email_attachment', {
      email_id: reply.email_id,
      attachment_id: attachments[0]?.attachment_id ?? '',
      max_bytes: content.length,
    });
    expect(Buffer.from(fetched.content_base64 ?? '', 'base64').equals(content)).toBe(true);
  });

  it('changes labels by name, several emails at once, and says which labels there are', async () => {
    const { sidecar } = connected;
    const { emails } = await sidecar.run('email_list', { limit: 2 });
    const email_ids = emails.map(({ email_id }) => email_id);
    await sidecar.run('email_modify', {
      email_ids,
      mark: 'read',
      star: true,
      add_labels: ['Travel'],
      create_missing_labels: true,
    });
    for (const email_id of email_ids) {
      const { labels, unread } = await sidecar.run('email_read', { email_id });
      expect({ labels, unread }).toEqual({
        labels: expect.arrayContaining(['INBOX', 'STARRED', 'Travel']),
        unread: false,
      });
    }
    await sidecar.run('email_modify', {
      email_ids: email_ids[0] ?? '',
      archive: true,
      star: false,
      remove_labels: ['travel'],
    });
    const { labels } = await sidecar.run('email_read', { email_id: email_ids[0] ?? '' });
    expect(labels).not.toEqual(expect.arrayContaining(['INBOX']));
    expect(labels).not.toEqual(expect.arrayContaining(['Travel']));
    const failure = sidecar.run('email_modify', { email_ids, add_labels: ['Nowhere'] });
    await expect(failure).rejects.toMatchObject({
      code: 'invalid_input',
      message: 'add_labels: there is no label "Nowhere".',
      nextAction: expect.stringContaining('Travel'),
    });
  });

  it('moves an email out of the inbox to the trash, and back', async () => {
    const { sidecar } = connected;
    const email_ids = await firstId('subject:lunch');
    const moved = await sidecar.run('email_modify', { email_ids, trash: true });
    expect(moved).toEqual({ email_ids: [email_ids], added: ['TRASH'], removed: ['INBOX'] });
    expect(await firstId('subject:lunch')).toBe('');
    await sidecar.run('email_modify', { email_ids, trash: false, archive: false });
    expect(await firstId('in:inbox subject:lunch')).toBe(email_ids);
  });

  it('refuses a change that is none before anything is sent', async () => {
    const { sidecar, sandbox } = connected;
    const before = sandbox.requests('google').length;
    const failure = await sidecar.run('email_modify', { email_ids: 'a1' }).catch((error) => error);
    expect(failure).toMatchObject({
      code: 'invalid_input',
      message: 'email_modify: nothing to change is given.',
    });
    expect(sandbox.requests('google')).toHaveLength(before);
  });

  it('says that an email does not exist', async () => {
    const { sidecar } = connected;
    for (const email_id of ['1a1b6e62ae00ffff', 'not-an-id']) {
      const failure = await sidecar.run('email_read', { email_id }).catch((error) => error);
      expect(SidecarError.isInstance(failure) && failure.code).toBe('not_found');
    }
  });

  it.skipIf(!sharedFolder)(
    "sends only requests that fit Google's official description (needs SIDECAR_SHARED)",
    async () => {
      // The descriptions cannot judge uploads, and the sandbox keeps neither the token nor the scheme before it.
      const described = connected.sandbox.requests('google').filter(({ url }) => !url.includes('/upload/'));
      const requests = described.map((request) => ({
        ...request,
        headers: {
          ...request.headers,
          ...(request.headers.authorization && { authorization: 'Bearer hidden' }),
        },
      }));
      const operations = new Set(
        requests.map(({ method, url }) => `${method} ${new URL(url).pathname.split('/').at(-1)}`),
      );
      expect(operations).toContain('POST batchModify');
      expect(requests.length).toBeGreaterThan(40);
      expect(await specProblems('google', requests)).toBe('');
      expect(
        await specProblems('google', [
          { ...requests[0]!, url: 'https://gmail.googleapis.com/gmail/v1/users/me/nothing' },
        ]),
      ).not.toBe('');
    },
  );
});

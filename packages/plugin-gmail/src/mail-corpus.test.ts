import { realMail, sharedFolder } from '@sidecar/evidence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectedGmail, connectedGmail } from '../test/connected-gmail.ts';

describe.skipIf(!sharedFolder)('real, awkward mail (needs SIDECAR_SHARED)', () => {
  type ReadEmail = Awaited<ReturnType<typeof readAll>>[number];
  let connected: ConnectedGmail;
  let emails: readonly ReadEmail[];
  beforeAll(async () => {
    connected = await connectedGmail(realMail());
    emails = await readAll();
  });
  afterAll(() => connected?.close());

  async function readAll() {
    const { sidecar } = connected;
    const found = await sidecar.run('email_search', { query: 'in:anywhere', limit: 100 });
    return Promise.all(found.emails.map(({ email_id }) => sidecar.run('email_read', { email_id })));
  }

  function bySubject(subject: string): ReadEmail {
    const found = emails.find((email) => email.subject.includes(subject));
    if (!found) throw new Error(`No email with the subject ${subject}`);
    return found;
  }

  it('lists and reads every message', () => {
    expect(emails).toHaveLength(57);
    // Two are cut off after their headers, one has only a signature; the others hold nothing but an attachment.
    const empty = emails.filter(({ body, attachments }) => body === '' && attachments.length === 0);
    expect(empty.map(({ subject }) => subject.slice(0, 12)).sort()).toEqual([
      'Impress your',
      'REDACTED',
      'illegal copy',
    ]);
  });

  it('shows no transfer encoding, escape sequence or markup in a text', () => {
    for (const { body, subject } of emails) {
      expect(body).not.toContain('\u001b');
      expect(`${subject} ${body}`).not.toMatch(/=\?[\w-]+\?[bq]\?|=20$|<\/(?:div|p|td|html)>/im);
    }
  });

  it.each([
    ['まみむめも', 'かきくえこ'],
    ['한국말로', '대부분의 마찬가지로'],
    ['漢字', '제 이름은 Jamis입니다'],
    ['Formação FrenetikPolis', 'TEST'],
    ['Returned Mail', 'Final-Recipient: RFC822; <u@ci.com>'],
    ['Returned to Sender', 'The email account'],
    ['Online Lead', '<?xml version="1.0"'],
  ])('reads "%s" with "%s" in it', (subject, text) => {
    const texts = emails.filter((email) => email.subject.includes(subject)).map(({ body }) => body);
    expect(texts.join('\n')).toContain(text);
  });

  it('decodes Korean and Japanese bodies of their own charsets', () => {
    const bodies = emails.map(({ body }) => body);
    expect(bodies).toContain('스티해');
    expect(bodies).toContain('すみません。');
  });

  it('names attachments, also those with encoded and very long names', () => {
    const names = emails.flatMap(({ attachments }) => attachments.map(({ filename }) => filename));
    expect(names).toEqual(
      expect.arrayContaining([
        'てすと.txt',
        'Eelanalüüsi päring.jpg',
        'broken.pdf',
        'This is a test.txt',
        `${'かきくけこ'.repeat(5)}.txt`,
      ]),
    );
  });

  it('gives dates in the zone of their sender, and none where the header is broken', () => {
    expect(bySubject('survey waiting').date).toBe('2010-12-15T12:21:20-05:00');
    expect(bySubject('has a lead for you').date).toBeNull();
    for (const { date, received_at } of emails) {
      expect(date ?? '1997-11-21T09:55:06Z').toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/);
      expect(received_at).toMatch(/Z$/);
    }
  });

  it('fetches every attachment in the size that it announces', async () => {
    const { sidecar } = connected;
    let fetched = 0;
    for (const { email_id, attachments } of emails) {
      for (const { attachment_id, size_bytes } of attachments) {
        const file = await sidecar.run('email_attachment', { email_id, attachment_id, as: 'base64' });
        expect(Buffer.from(file.content_base64 ?? '', 'base64')).toHaveLength(size_bytes);
        fetched += 1;
      }
    }
    expect(fetched).toBeGreaterThan(15);
  });

  it('continues a long text where it broke off, and ends with the whole', async () => {
    const { sidecar } = connected;
    const { email_id, body } = bySubject('survey waiting');
    let text = '';
    let offset: number | null = 0;
    while (offset !== null) {
      const page: ReadEmail = await sidecar.run('email_read', { email_id, offset, max_characters: 333 });
      expect(page.body.length).toBeLessThanOrEqual(333);
      expect(page.truncated).toBe(page.next_offset !== null);
      text += page.body;
      offset = page.next_offset;
    }
    expect(text).toBe(body);
  });
});

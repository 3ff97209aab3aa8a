import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { buildMail, type MailContent } from './build-mail.ts';

const plain: MailContent = {
  to: [{ name: '', address: 'ada@x.example' }],
  cc: [],
  bcc: [],
  subject: 'Hi',
  text: 'Hello',
  attachments: [],
};

const expectedHeaders = [
  'content-transfer-encoding',
  'content-type',
  'date',
  'message-id',
  'mime-version',
  'subject',
  'to',
];

async function build(difference: Partial<MailContent>) {
  const mime = await buildMail({ ...plain, ...difference });
  return { mime: mime.toString('latin1'), mail: await PostalMime.parse(mime) };
}

describe('a built mail', () => {
  it('carries UTF-8, and Bcc for Gmail to read', async () => {
    const { mime, mail } = await build({
      subject: 'Grüße 🌸',
      text: 'Zeile\nÜ',
      bcc: [{ name: 'Grâce', address: 'grace@x.example' }],
    });
    expect(mail).toMatchObject({ subject: 'Grüße 🌸', text: 'Zeile\nÜ\n' });
    expect(mail.bcc).toEqual([{ name: 'Grâce', address: 'grace@x.example' }]);
    expect(mime).toMatch(/^[\x20-\x7e\r\n\t]*$/);
  });

  it('has HTML beside the text, and files with their names', async () => {
    const content = Buffer.from([0, 255]);
    const { mail } = await build({
      html: '<p>Hello</p>',
      attachments: [{ filename: 'größe;"x".bin', content, mimeType: undefined }],
    });
    expect(mail).toMatchObject({ text: 'Hello\n', html: expect.stringContaining('<p>Hello</p>') });
    expect(mail.attachments).toMatchObject([
      { filename: 'größe;"x".bin', mimeType: 'application/octet-stream' },
    ]);
    expect(Buffer.from(mail.attachments[0]?.content as ArrayBuffer)).toEqual(content);
  });

  it('says neither who wrote it nor on which machine', async () => {
    const { mime, mail } = await build({});
    expect(mail.headers.map(({ key }) => key).sort()).toEqual(expectedHeaders);
    expect(mime).not.toMatch(/x-mailer|nodemailer/i);
    expect(mail.messageId).toMatch(/^<[\w-]{36}@mail\.gmail\.com>$/);
  });

  it('names what it answers', async () => {
    const { mail } = await build({ inReplyTo: '<b@x>', references: ['<a@x>', '<b@x>'] });
    expect(mail).toMatchObject({ inReplyTo: '<b@x>', references: '<a@x> <b@x>' });
  });

  it('does not read files or pages that its text names', async () => {
    const { mail } = await build({ html: '<img src="file:///etc/passwd"><img src="http://127.0.0.1:1/">' });
    expect(mail.attachments).toEqual([]);
  });

  it('has no other headers than its own, whatever its subject, names and file names hold', async () => {
    const nasty = fc
      .array(
        fc.constantFrom(
          '\r\n',
          '\n',
          '\r',
          'Bcc: eve@x.example',
          'X: y',
          '\r\n\r\n',
          ' ',
          '"',
          '\0',
          'ü',
          '\u2028',
          '<',
          ':',
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(nasty, nasty, nasty, async (subject, name, filename) => {
        const { mail } = await build({
          subject: `s${subject}`,
          to: [{ name, address: 'ada@x.example' }],
          attachments: [{ filename: `f${filename}`, content: Buffer.from('x'), mimeType: 'text/plain' }],
        });
        const keys = mail.headers.map(({ key }) => key);
        expect(keys.filter((key) => !expectedHeaders.includes(key))).toEqual([]);
        expect(mail.to?.map(({ address }) => address)).toEqual(['ada@x.example']);
        expect(mail.attachments).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });
});

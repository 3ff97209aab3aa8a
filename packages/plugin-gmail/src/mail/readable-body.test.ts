import { describe, expect, it } from 'vitest';
import { textPart } from '../../test/fake-gmail.ts';
import { attachmentsOf } from './attachments.ts';
import { mailPart } from './mail-part.ts';
import { type LoadPart, readableBody } from './readable-body.ts';

const plain = textPart('text/plain', 'Plain');
const html = textPart('text/html', '<p>HTML</p>');

const loadNothing: LoadPart = () => Promise.reject(new Error('Nothing is to be loaded.'));

function read(payload: object, load = loadNothing) {
  return readableBody(mailPart(payload), load);
}

function multipart(subtype: string, ...parts: object[]) {
  return { mimeType: `multipart/${subtype}`, parts };
}

describe('the readable text of a mail', () => {
  it('is the plain one of alternatives, in whatever order they come', async () => {
    expect(await read(multipart('alternative', plain, html))).toBe('Plain');
    expect(await read(multipart('alternative', html, plain))).toBe('Plain');
  });

  it('is the HTML where the plain one is empty', async () => {
    expect(await read(multipart('alternative', textPart('text/plain', ' \n'), html))).toBe('HTML');
    expect(await read(multipart('alternative', textPart('text/plain', ''), multipart('related', html)))).toBe(
      'HTML',
    );
  });

  it('is all texts of a mixed mail, but no files', async () => {
    const file = { ...textPart('text/plain', 'File'), filename: 'a.txt' };
    const inline = {
      ...textPart('text/plain', 'Inline', { 'Content-Disposition': 'inline; filename=b.txt' }),
      filename: 'b.txt',
    };
    const calendar = textPart('text/calendar', 'BEGIN:VCALENDAR');
    expect(await read(multipart('mixed', plain, file, inline, calendar, html))).toBe(
      'Plain\n\nInline\n\nHTML',
    );
  });

  it('shows a forwarded message with its headers', async () => {
    const inner = { ...plain, headers: [{ name: 'Subject', value: '=?utf-8?q?Gr=C3=BC=C3=9Fe?=' }] };
    const text = await read(multipart('mixed', html, { mimeType: 'message/rfc822', parts: [inner] }));
    expect(text).toBe('HTML\n\n---------- Forwarded message ----------\nSubject: Grüße\n\nPlain');
  });

  it('is fetched where Gmail keeps a long text apart', async () => {
    const apart = { mimeType: 'text/plain', body: { attachmentId: 'x', size: 9 } };
    expect(await read(apart, () => Promise.resolve(Buffer.from('Long text')))).toBe('Long text');
  });

  it('has no blanks at the ends of lines and no large gaps', async () => {
    expect(await read(textPart('text/plain', 'a  \r\n\u00a0\r\n \n\n\n\nb'))).toBe('a\n\n\nb');
  });
});

describe('the attachments of a mail', () => {
  it('are its files, with names that last', async () => {
    const pdf = {
      partId: '1',
      mimeType: 'application/pdf',
      filename: '=?utf-8?b?w7wucGRm?=',
      body: { attachmentId: 'x', size: 5 },
    };
    const nameless = { partId: '2', mimeType: 'image/png', body: { attachmentId: 'y', size: 6 } };
    expect(await attachmentsOf(mailPart(multipart('mixed', plain, pdf, nameless)))).toEqual([
      { attachment_id: '1', filename: 'ü.pdf', mime_type: 'application/pdf', size_bytes: 5 },
      { attachment_id: '2', filename: 'attachment-2', mime_type: 'image/png', size_bytes: 6 },
    ]);
  });

  it('are the mail itself where it is nothing but a file', async () => {
    const root = mailPart({
      partId: '',
      mimeType: 'image/png',
      filename: 'a.png',
      body: { attachmentId: 'x', size: 6 },
    });
    expect(await attachmentsOf(root)).toMatchObject([{ attachment_id: '0', filename: 'a.png' }]);
  });
});

import { SidecarError } from '@sidecar/core';
import { expect, it } from 'vitest';
import { decodeAttachments } from './attachments-input.ts';

function file(content_base64: string, filename = 'a.bin') {
  return { filename, content_base64, mime_type: undefined };
}

it('decodes both alphabets of base64, with line breaks and without padding', () => {
  const decoded = decodeAttachments([file('+/8='), file('-_8'), file('QU\r\nJD')]);
  expect(decoded.map(({ content }) => content.toString('hex'))).toEqual(['fbff', 'fbff', '414243']);
});

it('keeps folders and line breaks out of file names', () => {
  const [decoded] = decodeAttachments([file('QQ==', '../etc\\pass\r\nwd')]);
  expect(decoded?.filename).toBe('.._etc_pass_wd');
});

it.each(['!!', 'QQ===', 'Q', 'data:text/plain;base64,QQ=='])('refuses %j and names the file', (content) => {
  expect(() => decodeAttachments([file('QQ=='), file(content)])).toThrow(
    'attachments.1.content_base64: is not base64.',
  );
});

it('refuses more than 25 MB together', () => {
  const half = Buffer.alloc(13 * 1024 * 1024).toString('base64');
  try {
    decodeAttachments([file(half), file(half)]);
    expect.unreachable();
  } catch (error) {
    expect(SidecarError.isInstance(error) && error.message).toBe(
      'attachments: Gmail takes 25 MB of files in one mail, these are 26.0 MB.',
    );
  }
});

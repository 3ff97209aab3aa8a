import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';
import { mailPart } from './mail-part.ts';

function decode(bytes: readonly number[], contentType: string, mimeType = 'text/plain') {
  const part = mailPart({ mimeType, headers: [{ name: 'Content-Type', value: contentType }] });
  return decodeText(Uint8Array.from(bytes), part);
}

const utf8 = [...new TextEncoder().encode('Grüße')];
const latin1 = [0x47, 0x72, 0xfc, 0xdf, 0x65];

describe('the text of a part', () => {
  it('is UTF-8 where it can be, because Gmail brings text to it and leaves the header as it was', () => {
    expect(decode(utf8, 'text/plain; charset=ISO-8859-1')).toBe('Grüße');
    expect(decode(utf8, 'text/plain; charset="iso-2022-jp"')).toBe('Grüße');
  });

  it('is of the declared charset where it is not UTF-8', () => {
    expect(decode(latin1, 'text/plain; charset=iso-8859-1')).toBe('Grüße');
    expect(decode([0xc7, 0xd1], 'text/plain; charset=ks_c_5601-1987')).toBe('한');
    expect(decode([0x82, 0xa0], 'text/plain; charset=CP932')).toBe('あ');
  });

  it('is taken out of the escapes of ISO-2022-JP, which look like ASCII', () => {
    expect(decode([0x1b, 0x24, 0x42, 0x24, 0x22, 0x1b, 0x28, 0x42], 'text/plain; charset=ISO-2022-JP')).toBe(
      'あ',
    );
  });

  it('is Windows-1252 where nothing true is declared', () => {
    expect(decode(latin1, 'text/plain')).toBe('Grüße');
    expect(decode(latin1, 'text/plain; charset=utf-8')).toBe('Grüße');
    expect(decode(latin1, 'text/plain; charset=no-such')).toBe('Grüße');
  });

  it('is what the HTML itself declares where the header does not', () => {
    const meta = [...new TextEncoder().encode('<meta charset="shift_jis">')];
    expect(decode([...meta, 0x82, 0xa0], 'text/html', 'text/html')).toContain('あ');
  });
});

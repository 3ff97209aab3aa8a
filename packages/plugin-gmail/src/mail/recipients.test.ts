import { SidecarError } from '@sidecar/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRecipients } from './recipients.ts';

async function failureOf(value: string | string[]): Promise<SidecarError> {
  const error = await parseRecipients('cc', value).then(undefined, (thrown) => thrown);
  if (!SidecarError.isInstance(error)) throw new Error('It was accepted.');
  return error;
}

describe('recipients', () => {
  it('come as one text, as a list, or as a list of texts', async () => {
    const expected = [
      { name: 'Ada', address: 'ada@x.example' },
      { name: '', address: 'bob@y.example' },
    ];
    expect(await parseRecipients('to', 'Ada <ada@x.example>, bob@y.example')).toEqual(expected);
    expect(await parseRecipients('to', ['Ada <ada@x.example>', 'bob@y.example'])).toEqual(expected);
    expect(await parseRecipients('to', undefined)).toEqual([]);
  });

  it.each([
    'ada',
    'ada@localhost',
    '"ada@x.example y"@z.example',
    'ada@x.example@y.example',
    'ada@x.example bob@y.example',
    'Bcc: eve@x.example',
    'Team: ada@x.example, bob@y.example;',
    `${'a'.repeat(300)}@x.example`,
  ])('refuse %j and name the field', async (value) => {
    const { code, message, fields } = await failureOf(value);
    expect({ code, path: fields?.[0]?.path }).toEqual({ code: 'invalid_input', path: 'cc' });
    expect(message).toMatch(/^cc: ".*" is not an email address\.$/);
  });

  it('refuse line breaks, behind which a header could hide', async () => {
    const { message } = await failureOf('ada@x.example\r\nBcc: eve@x.example');
    expect(message).toBe(
      'cc: "ada@x.example Bcc: eve@x.example" has a line break or another control character in it.',
    );
  });

  it('refuse more than Gmail takes', async () => {
    const many = Array.from({ length: 501 }, (_, index) => `a${index}@x.example`);
    expect((await failureOf(many.join(','))).message).toBe('cc: Gmail takes at most 500 recipients.');
  });

  it('are never anything but whole addresses, whatever is given', async () => {
    const piece = fc.constantFrom(
      'a',
      '@',
      '.',
      ',',
      '<',
      '>',
      '"',
      '(',
      ')',
      ';',
      ':',
      ' ',
      '\r\n',
      'b.example',
      '\\',
      'ü',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
        const parsed = await parseRecipients('to', pieces.join('')).catch((error) => {
          expect(SidecarError.isInstance(error) && error.code).toBe('invalid_input');
          return [];
        });
        for (const { name, address } of parsed) {
          expect(address).toMatch(/^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/);
          expect(name).not.toMatch(/[\r\n]/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

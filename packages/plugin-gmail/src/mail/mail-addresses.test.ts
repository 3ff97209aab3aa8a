import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress, parseAddresses, sameMailbox } from './mail-addresses.ts';

describe('addresses of a header', () => {
  it('are read in their order, groups dissolved and names decoded', async () => {
    const header =
      'Ada <ada@x.example>, "Doe, Jo" <jo@y.example>, Team: a@z.example, =?utf-8?q?J=C3=BCrgen?= <j@z.example>;';
    const addresses = await parseAddresses(header);
    expect(addresses.map(formatAddress)).toEqual([
      'Ada <ada@x.example>',
      '"Doe, Jo" <jo@y.example>',
      'a@z.example',
      'Jürgen <j@z.example>',
    ]);
  });

  it('are not split by a comma that an encoded name hides', async () => {
    const addresses = await parseAddresses('=?utf-8?q?boss=40bank.example=2C_x?= <mallory@x.example>');
    expect(addresses).toEqual([{ name: 'boss@bank.example, x', address: 'mallory@x.example' }]);
    expect(addresses.map(formatAddress)).toEqual(['"boss@bank.example, x" <mallory@x.example>']);
  });

  it('keep what is there where it is no address', async () => {
    expect((await parseAddresses('undisclosed recipients')).map(formatAddress)).toEqual([
      'undisclosed recipients',
    ]);
    expect(await parseAddresses(undefined)).toEqual([]);
  });

  it('are read again as they were, whatever their name holds', async () => {
    const name = fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .map((text) => text.replace(/\s+|\p{C}/gu, ' ').trim());
    await fc.assert(
      fc.asyncProperty(name, async (text) => {
        fc.pre(!/=\?/.test(text));
        const written = formatAddress({ name: text, address: 'ada@x.example' });
        const read = await parseAddresses(written);
        expect(read).toHaveLength(1);
        expect(read[0]?.address).toBe('ada@x.example');
      }),
    );
  });
});

describe('the same mailbox', () => {
  it.each([
    ['Ada@X.example', 'ada@x.example', true],
    ['ada+news@x.example', 'ada@x.example', true],
    ['a.d.a@gmail.com', 'ada@googlemail.com', true],
    ['a.da@x.example', 'ada@x.example', false],
    ['ada@x.example', 'ada@y.example', false],
  ])('%s and %s: %s', (first, second, same) => {
    expect(sameMailbox(first, second)).toBe(same);
  });
});

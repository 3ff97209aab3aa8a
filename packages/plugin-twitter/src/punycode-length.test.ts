import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { punycodeLength } from './punycode-length.ts';

// Sample strings of RFC 3492, section 7.1.
it.each([
  ['Chinese', '\u4ED6\u4EEC\u4E3A\u4EC0\u4E48\u4E0D\u8BF4\u4E2D\u6587', 'xn--ihqwcrb4cv8a8dqg056pqjye'],
  ['German', 'b\u00FCcher', 'xn--bcher-kva'],
  ['Japanese with Latin', '3\u5E74B\u7D44\u91D1\u516B\u5148\u751F', 'xn--3B-ww4c5e180e575a65lsy2b'],
  ['Latin alone', 'example', 'example'],
])('measures %s', (_, label, ascii) => {
  expect(punycodeLength(label)).toBe(ascii.length);
});

it('agrees with the platform on labels of Hiragana and Latin letters', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z\u3042-\u3096]{1,12}$/), (label) => {
      expect(punycodeLength(label)).toBe(domainToASCII(label).length);
    }),
  );
});

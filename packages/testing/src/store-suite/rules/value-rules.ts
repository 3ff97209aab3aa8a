import assert from 'node:assert/strict';
import type { StoreRules } from '../store-rule.ts';
import { written } from '../written.ts';

const key = 'tokens/ada/gmail/default';

const awkwardValues: Readonly<Record<string, string>> = {
  'the empty string': '',
  'spaces at both ends': '  token\t ',
  'line ends of all kinds': '\r\n line \n\r\u2028\u2029\n',
  'what looks like JSON': '{"b":1,  "a":1.0, "a":2, "n":12345678901234567890}',
  'the words null, undefined and true': 'null',
  'a number': '007',
  'quotes, backslashes and SQL': `'"\\ \\u0041 $1 ? :x %s'); DROP TABLE tokens; --`,
  'both Unicode forms of a letter': 'é e\u0301',
  'characters of two UTF-16 units': '😀𝒜',
  'a byte order mark': '\uFEFFtoken',
  'control characters': '\u0001\u001f\u007f',
};

/** Not every database has room for it, and core never writes it: a store may refuse it, but not change it. */
const withNul = 'before\u0000after';

/** What is read is what was written. */
export const valueRules = {
  'round-trip': {
    sentence: 'what was written is read again, under the version that the write answered',
    check: async ({ store }) => {
      assert.equal(await store.get(key), undefined, 'a key that was never written has no value');
      const first = await written(store, key, { value: 'one' });
      assert.deepEqual(await read(store.get(key)), { value: 'one', version: first });
      const second = await written(store, key, { value: 'two', replaces: first });
      assert.deepEqual(await read(store.get(key)), { value: 'two', version: second });
    },
  },
  'exact-values': {
    sentence: 'any text comes back character by character, or is refused with an error: it is never changed',
    check: async ({ store }) => {
      for (const [name, value] of Object.entries(awkwardValues)) {
        const place = `tokens/ada/gmail/${encodeURIComponent(name)}`;
        await written(store, place, { value });
        assert.equal((await store.get(place))?.value, value, `${name} must come back unchanged`);
      }
      const isTaken = await store.set(key, withNul, undefined).then(
        (version) => version !== undefined,
        () => false,
      );
      const found = (await store.get(key))?.value;
      assert.equal(found, isTaken ? withNul : undefined, 'a NUL character must be kept as it is, or refused');
    },
  },
  'large-values': {
    sentence: 'a large value comes back whole, and can be replaced by a small one',
    timeoutMs: 60_000,
    check: async ({ store, largestValue }) => {
      const lengths = [2_000, 2_561, 65_535, 65_537].filter((length) => length < largestValue);
      for (const length of [...lengths, largestValue]) {
        const place = `tokens/ada/gmail/${length}`;
        const value = patternOf(length);
        const version = await written(store, place, { value });
        const found = (await store.get(place))?.value;
        assert.equal(
          found?.length,
          value.length,
          `a value of ${value.length} characters must come back whole`,
        );
        assert.ok(found === value, `a value of ${value.length} characters must come back unchanged`);
        await written(store, place, { value: 'small', replaces: version });
        assert.equal((await store.get(place))?.value, 'small', 'nothing of a longer value may stay behind');
      }
    },
  },
} as const satisfies StoreRules;

/** Only what the contract names, so that a store may answer more. */
async function read(answer: Promise<{ readonly value: string; readonly version: string } | undefined>) {
  const stored = await answer;
  return stored && { value: stored.value, version: stored.version };
}

/** Text in which no part looks like another, with characters of one, two, three and four bytes. */
function patternOf(length: number): string {
  let text = '';
  for (let number = 0; text.length < length; number += 1) text += `${number.toString(36)}aé€😀,`;
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '.');
}

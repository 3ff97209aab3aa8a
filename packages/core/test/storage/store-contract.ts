import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/storage/store.ts';

const oddKeys = [
  'tokens/__proto__/constructor/toString',
  'tokens/ada/gmail/default',
  'tokens/Ada/gmail/default',
  'tokens/ada/gmail/default/token',
  'tokens/../../etc/passwd',
  'tokens//',
  'tokens/é',
  'tokens/e\u0301',
  'tokens/😀 smile',
  `tokens/${'x'.repeat(1024)}`,
  'tokens/con.',
  'tokens/a\nb',
  'pending/ada',
  'holds/ada',
];

/** What every store keeps to, whatever is behind it. */
export function storeContract(name: string, open: () => Store | Promise<Store>): void {
  describe(`${name} keeps the contract of a store`, () => {
    it('answers undefined for a key that it does not have', async () => {
      expect(await (await open()).get('tokens/nobody/gmail/default')).toBeUndefined();
    });

    it('gives back what was written, under the version that writing answered', async () => {
      const store = await open();
      const version = await store.set('tokens/ada', 'secret', undefined);
      expect(await store.get('tokens/ada')).toEqual({ value: 'secret', version });
    });

    it('writes only over the version that is named', async () => {
      const store = await open();
      const first = await store.set('tokens/ada', 'one', undefined);
      expect(await store.set('tokens/ada', 'other', undefined)).toBeUndefined();
      const second = await store.set('tokens/ada', 'two', first);
      expect(second).toBeDefined();
      expect(await store.set('tokens/ada', 'late', first)).toBeUndefined();
      expect(await store.set('tokens/bob', 'late', second)).toBeUndefined();
      expect(await store.get('tokens/ada')).toEqual({ value: 'two', version: second });
    });

    it('deletes only the version that is named', async () => {
      const store = await open();
      const first = (await store.set('tokens/ada', 'one', undefined)) ?? '';
      const second = (await store.set('tokens/ada', 'two', first)) ?? '';
      expect(await store.delete('tokens/ada', first)).toBe(false);
      expect(await store.delete('tokens/ada', second)).toBe(true);
      expect(await store.delete('tokens/ada', second)).toBe(false);
      expect(await store.get('tokens/ada')).toBeUndefined();
    });

    it('never uses a version again, also not for the same value after a delete', async () => {
      const store = await open();
      const versions = new Set<string>();
      for (let round = 0; round < 20; round += 1) {
        const written = (await store.set('tokens/ada', 'same', undefined)) ?? '';
        const rewritten = (await store.set('tokens/ada', 'same', written)) ?? '';
        versions.add(written).add(rewritten);
        await store.delete('tokens/ada', rewritten);
      }
      expect(versions.size).toBe(40);
    });

    it('keeps keys apart that differ in case, in Unicode form, or by what follows a slash', async () => {
      const store = await open();
      for (const key of oddKeys) await store.set(key, `value of ${key}`, undefined);
      for (const key of oddKeys) expect((await store.get(key))?.value).toBe(`value of ${key}`);
    });

    it('lists exactly the keys with a prefix, in order: a/ does not reach into ab', async () => {
      const store = await open();
      const keys = ['tokens/a/x', 'tokens/a/y', 'tokens/ab/x', 'pending/a/x'];
      for (const key of keys) await store.set(key, '{}', undefined);
      expect(await store.list('tokens/a/')).toEqual(['tokens/a/x', 'tokens/a/y']);
      expect(await store.list('tokens/')).toEqual(['tokens/a/x', 'tokens/a/y', 'tokens/ab/x']);
      expect(await store.list('tokens/', 'tokens/a/x')).toEqual(['tokens/a/y', 'tokens/ab/x']);
      expect(await store.list('tokens/', 'tokens/ab/x')).toEqual([]);
    });

    it('has one winner when many write at once', async () => {
      const store = await open();
      const first = await store.set('tokens/ada', 'first', undefined);
      const writers = Array.from({ length: 20 }, (_, number) => `writer ${number}`);
      const answers = await Promise.all(writers.map((writer) => store.set('tokens/ada', writer, first)));
      const winners = writers.filter((_, index) => answers[index] !== undefined);
      expect(winners).toHaveLength(1);
      expect((await store.get('tokens/ada'))?.value).toBe(winners[0]);
    });

    it('gives back any text unchanged', async () => {
      const store = await open();
      let version: string | undefined;
      const text = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 4000 }),
        fc.string({ unit: 'grapheme', minLength: 1000, maxLength: 4000 }),
      );
      await fc.assert(
        fc.asyncProperty(text, async (value) => {
          version = await store.set('tokens/ada', value, version);
          expect((await store.get('tokens/ada'))?.value).toBe(value);
        }),
        { numRuns: 50 },
      );
    });
  });
}

import assert from 'node:assert/strict';
import { readCountedValue } from '../process/counted-value.ts';
import type { StoreProcess } from '../store-process-handle.ts';
import type { StoreRules, StoreTrial } from '../store-rule.ts';
import { written } from '../written.ts';

const key = 'tokens/ada/gmail/default';

/** Several processes share a store, and any of them may die. */
export const processRules = {
  'seen-by-others': {
    sentence:
      'what one process has written, changed or deleted, another one sees and cannot overwrite unseen',
    timeoutMs: 60_000,
    check: async (trial) => {
      const [one, other] = await startProcesses(trial, 2);
      assert.equal(await other.ask('get', key), undefined, 'a key that was never written has no value');
      const first = await one.ask('set', key, 'one', undefined);
      assert.deepEqual(stored(await one.ask('get', key)), { value: 'one', version: first });
      assert.deepEqual(stored(await other.ask('get', key)), { value: 'one', version: first });
      assert.deepEqual(await other.ask('list', 'tokens/ada/'), [key]);
      const second = await other.ask('set', key, 'two', first);
      assert.ok(second !== undefined, 'a process may replace what another one wrote');
      assert.deepEqual(stored(await one.ask('get', key)), { value: 'two', version: second });
      assert.deepEqual(stored(await trial.store.get(key)), { value: 'two', version: second });
      assert.equal(await one.ask('set', key, 'late', first), undefined, 'its version was replaced elsewhere');
      assert.equal(await one.ask('delete', key, first ?? ''), false, 'its version was replaced elsewhere');
      assert.equal(await one.ask('delete', key, second), true);
      for (const process of [one, other]) {
        assert.equal(await process.ask('get', key), undefined, 'what one process deleted is gone for all');
        assert.equal(await process.ask('set', key, 'back', second), undefined, 'its version was deleted');
        assert.deepEqual(await process.ask('list', 'tokens/ada/'), []);
      }
    },
  },
  'no-lost-updates': {
    sentence: 'eight processes that add to one number, each through two stores, lose none of their steps',
    timeoutMs: 90_000,
    check: async (trial) => {
      const processes = await startProcesses(trial, 8);
      await Promise.all(processes.map((process) => process.ask('increment', key, 25)));
      assert.equal((await trial.store.get(key))?.value, '200');
    },
  },
  'kept-through-a-crash': {
    sentence:
      'what a write has answered is there when the process is killed at once, whole, and can be replaced',
    timeoutMs: 90_000,
    check: async (trial) => {
      for (const writes of [1, 40]) {
        const place = `tokens/ada/gmail/${writes}`;
        const [victim] = await startProcesses(trial, 1);
        const counting = victim.ask('count', place);
        await Promise.race([victim.counted(writes), counting]);
        counting.catch(() => undefined);
        await victim.kill();
        const reported = victim.lastCount;
        const [next] = await startProcesses(trial, 1);
        const found = await next.ask('get', place);
        assert.ok(found !== undefined, `number ${reported} was taken, and nothing is there after the crash`);
        const number = readCountedValue(found.value);
        assert.ok(
          number !== undefined && number >= reported,
          `number ${reported} was taken, and after the crash there is ${number ?? 'half a value'}`,
        );
        assert.ok(await next.ask('set', place, 'next', found.version), 'the next process can write');
        assert.deepEqual(await next.ask('list', place), [place]);
        await next.kill();
      }
    },
  },
  'open-to-newcomers': {
    sentence: 'four processes that open an empty store at the same moment all can, and share what they write',
    timeoutMs: 60_000,
    check: async (trial) => {
      const processes = await startProcesses(trial, 4);
      const places = processes.map((_, index) => `tokens/ada/gmail/${index}`);
      await Promise.all(
        processes.map((process, index) => process.ask('set', places[index] ?? '', 'x', undefined)),
      );
      assert.deepEqual(await trial.store.list('tokens/ada/'), places);
      await written(trial.store, key, { value: 'one more' });
      const lists = await Promise.all(processes.map((process) => process.ask('list', 'tokens/ada/')));
      for (const list of lists) assert.deepEqual(list, [...places, key]);
    },
  },
} as const satisfies StoreRules;

/** At least as many processes as `count` says, for destructuring. */
async function startProcesses(
  trial: StoreTrial,
  count: number,
): Promise<[StoreProcess, StoreProcess, ...StoreProcess[]]> {
  const processes = await Promise.all(Array.from({ length: count }, () => trial.startProcess()));
  // Who asks for one takes no second.
  return processes as [StoreProcess, StoreProcess, ...StoreProcess[]];
}

function stored(answer: { readonly value: string; readonly version: string } | undefined) {
  return answer && { value: answer.value, version: answer.version };
}

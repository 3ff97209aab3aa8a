import { memoryStore, type Store } from '@sidecar/core';
import { describe, expect, it, vi } from 'vitest';
import type { StoreSuiteOptions, StoreUnderTest } from './index.ts';
import { testStore } from './index.ts';

interface Shown {
  readonly group: string;
  readonly title: string;
  readonly isSkipped: boolean;
  readonly body: () => Promise<void>;
}

/** What a runner would show of the suite. */
function shown(options: Partial<StoreSuiteOptions> = {}): readonly Shown[] {
  const tests: Shown[] = [];
  let group = '';
  testStore({
    describe: (title, body) => {
      group = title;
      body();
    },
    it: (title, { skip = false }, body) => tests.push({ group, title, isSkipped: skip, body }),
    create: () => memoryStore(),
    processes: { none: 'it lives in one process' },
    ...options,
  });
  return tests;
}

const ruleOf = ({ title }: Shown) => title.slice(0, title.indexOf(':'));

it('names each test after its rule, and no two rules alike', () => {
  const rules = shown().map(ruleOf);
  expect(rules).toContain('no-blind-write');
  expect(new Set(rules).size).toBe(rules.length);
  for (const rule of rules) expect(rule).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

it('names its groups after the store', () => {
  expect(shown({ name: 'vaultStore' })[0]?.group).toBe('vaultStore keeps values');
  expect(shown()[0]?.group).toBe('The store keeps values');
});

describe('a rule that is not tried', () => {
  it('is shown as skipped, with the reason that was given', () => {
    const tests = shown({ skip: { 'large-values': 'the vault takes 64 kB at most' } });
    const skipped = tests.find((test) => ruleOf(test) === 'large-values');
    expect(skipped).toMatchObject({
      isSkipped: true,
      title: expect.stringMatching(/\(skipped: the vault takes 64 kB at most\)$/),
    });
  });

  it('is shown with the reason why no other process can open the store', () => {
    const skipped = shown().filter(({ isSkipped }) => isSkipped);
    expect(skipped.map(ruleOf)).toContain('no-lost-updates');
    for (const { title } of skipped) expect(title).toMatch(/\(skipped: .+\)$/);
  });

  it('needs a reason', () => {
    expect(() => shown({ skip: { 'large-values': ' ' } })).toThrow('"large-values" needs a reason');
    expect(() => shown({ processes: { none: '' } })).toThrow('needs a reason');
  });

  it('has to be one that there is', () => {
    const skip = { 'big-values': 'too big' } as StoreSuiteOptions['skip'];
    expect(() => shown(skip ? { skip } : {})).toThrow('no rule "big-values"');
  });
});

describe('each test', () => {
  it('gets a store of its own, which is closed and cleared away also when a rule fails', async () => {
    const events: string[] = [];
    const create = (): StoreUnderTest => {
      const store: Store = {
        ...memoryStore(),
        get: async () => ({ value: 'what nobody wrote', version: '1' }),
        close: async () => void events.push('closed'),
      };
      events.push('created');
      return { store, cleanup: () => events.push('cleared away') };
    };
    const roundTrip = shown({ create }).find((test) => ruleOf(test) === 'round-trip');
    await expect(roundTrip?.body()).rejects.toThrow('never written');
    expect(events).toEqual(['created', 'closed', 'cleared away']);
  });

  it('says what went wrong in the other process when the store cannot be opened there', async () => {
    const options = {
      processes: { module: new URL('./index.ts', import.meta.url), exportName: 'openVault' },
      create: vi.fn(() => memoryStore()),
    };
    const shared = shown(options).find((test) => ruleOf(test) === 'seen-by-others');
    await expect(shared?.body()).rejects.toThrow('exports no function "openVault"');
    expect(options.create).toHaveBeenCalledOnce();
  });

  it('finds out when a store that claims leases of its own has none', async () => {
    const oneOwner = shown({ ownLeases: true }).find((test) => ruleOf(test) === 'one-owner');
    await expect(oneOwner?.body()).rejects.toThrow('it has none');
  });
});

import type { Store } from '@sidecar/core';
import type { StoreRuleName } from '@sidecar/testing';
import {
  cachedFile,
  carelessHolder,
  lateWriter,
  leasesInMemory,
  lockFileForEver,
  lockFileWithPid,
  lockFileWithTime,
  ownKeyEach,
  rememberedReads,
  unlockedFile,
} from './shared-stores.ts';

/** A store that several processes open, and the rules that must find its fault. */
export interface BrokenSharedStore {
  readonly open: (folder: string) => Store;
  readonly fault: string;
  readonly breaks: readonly StoreRuleName[];
  readonly ownLeases?: true;
}

/** Stores that forget the other processes. `open` is exported under its own name by the module that they import. */
export const brokenSharedStores: readonly BrokenSharedStore[] = [
  {
    open: cachedFile,
    fault: 'reads its file once, when it is opened',
    breaks: ['seen-by-others', 'one-refresh-among-processes', 'lease-of-a-killed-process'],
  },
  {
    open: unlockedFile,
    fault: 'reads and writes one file without a lock',
    breaks: ['no-lost-updates'],
  },
  {
    open: rememberedReads,
    fault: 'remembers what it has read',
    breaks: ['seen-by-others'],
  },
  {
    open: lateWriter,
    fault: 'writes a moment after it has answered',
    breaks: ['kept-through-a-crash'],
  },
  {
    open: ownKeyEach,
    fault: 'lets each process make what none has found',
    breaks: ['open-to-newcomers'],
  },
  {
    open: leasesInMemory,
    fault: 'holds its leases in the memory of a process',
    ownLeases: true,
    breaks: ['lease-of-a-killed-process'],
  },
  {
    open: lockFileForEver,
    fault: 'leaves the lock of a killed process for ever',
    ownLeases: true,
    breaks: ['lease-of-a-killed-process', 'refresh-of-a-killed-process'],
  },
  {
    open: lockFileWithPid,
    fault: 'asks only whether the holder of a lock is alive',
    ownLeases: true,
    breaks: ['lease-of-a-paused-process'],
  },
  {
    open: lockFileWithTime,
    fault: 'compares the clocks of two hosts',
    ownLeases: true,
    breaks: ['lease-without-a-common-clock', 'refresh-without-a-common-clock'],
  },
  {
    open: carelessHolder,
    fault: 'never tells a holder that its lease is lost',
    ownLeases: true,
    breaks: ['lease-of-a-paused-process', 'refresh-of-a-paused-process'],
  },
];

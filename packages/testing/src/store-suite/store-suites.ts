import { keyRules } from './rules/key-rules.ts';
import { leaseRules } from './rules/lease-rules.ts';
import { listRules } from './rules/list-rules.ts';
import { processRules } from './rules/process-rules.ts';
import { refreshRules } from './rules/refresh-rules.ts';
import { sharedLeaseRules } from './rules/shared-lease-rules.ts';
import { sharedRefreshRules } from './rules/shared-refresh-rules.ts';
import { valueRules } from './rules/value-rules.ts';
import { writeRules } from './rules/write-rules.ts';
import type { StoreRules } from './store-rule.ts';

/** What a group of rules needs beside a store. */
export type StoreSuiteNeed = 'processes' | 'ownLeases';

/** Rules that are shown together. */
export interface StoreSuite {
  readonly title: string;
  readonly needs: readonly StoreSuiteNeed[];
  readonly rules: StoreRules;
}

/** All rules for stores, in the order in which they are tried. */
export const storeSuites = [
  { title: 'keeps values', needs: [], rules: valueRules },
  { title: 'replaces and deletes by version', needs: [], rules: writeRules },
  { title: 'keeps keys apart', needs: [], rules: keyRules },
  { title: 'lists keys', needs: [], rules: listRules },
  { title: 'holds leases of its own', needs: ['ownLeases'], rules: leaseRules },
  { title: 'carries a refresh', needs: [], rules: refreshRules },
  { title: 'serves several processes', needs: ['processes'], rules: processRules },
  { title: 'holds leases among processes', needs: ['ownLeases', 'processes'], rules: sharedLeaseRules },
  { title: 'carries a refresh among processes', needs: ['processes'], rules: sharedRefreshRules },
] as const satisfies readonly StoreSuite[];

type NamesOf<Rules> = Rules extends unknown ? keyof Rules & string : never;

/** The name of a rule, by which it is shown and can be skipped. */
export type StoreRuleName = NamesOf<(typeof storeSuites)[number]['rules']>;

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

/** Rules that are shown together. */
export interface StoreSuite {
  readonly title: string;
  /** Whether they need other processes that open the store. */
  readonly areShared: boolean;
  readonly rules: StoreRules;
}

/** All rules for stores, in the order in which they are tried. */
export const storeSuites = [
  { title: 'keeps values', areShared: false, rules: valueRules },
  { title: 'replaces and deletes by version', areShared: false, rules: writeRules },
  { title: 'keeps keys apart', areShared: false, rules: keyRules },
  { title: 'lists keys', areShared: false, rules: listRules },
  { title: 'holds leases', areShared: false, rules: leaseRules },
  { title: 'carries a refresh', areShared: false, rules: refreshRules },
  { title: 'serves several processes', areShared: true, rules: processRules },
  { title: 'holds leases among processes', areShared: true, rules: sharedLeaseRules },
  { title: 'carries a refresh among processes', areShared: true, rules: sharedRefreshRules },
] as const satisfies readonly StoreSuite[];

type NamesOf<Rules> = Rules extends unknown ? keyof Rules & string : never;

/** The name of a rule, by which it is shown and can be skipped. */
export type StoreRuleName = NamesOf<(typeof storeSuites)[number]['rules']>;

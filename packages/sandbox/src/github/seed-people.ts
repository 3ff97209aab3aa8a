import type { Account, Role } from './github-store.ts';

/** Who and when. */
export interface SeedPeople {
  readonly nowMs: number;
  readonly nextId: () => number;
  readonly ada: Account;
  readonly grace: Account;
  readonly organization: Account;
  readonly roles: ReadonlyMap<Account, Role>;
}

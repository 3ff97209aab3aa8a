import { storeKey } from '../storage/keys.ts';

/** Which credential of which connection. */
export interface ConnectionKey {
  readonly user: string;
  readonly integration: string;
  readonly account: string;
  /** One of several credentials of the same grant; the main one unless given. */
  readonly credential?: string | undefined;
}

/** Where the record of a connection is stored. */
export function recordKey({ user, integration, account, credential }: ConnectionKey): string {
  return storeKey('tokens', user, integration, account, ...(credential === undefined ? [] : [credential]));
}

/** A connection as people read it in errors and logs. */
export function connectionLabel({ user, account }: ConnectionKey): string {
  return `${user}/${account}`;
}

import type { AnyPlugin } from '../plugin.ts';
import type { ConnectionKey } from '../tokens/connection-key.ts';
import type { TokenRecord } from '../tokens/token-record.ts';

/** A connection's grant, stored or about to be, and the plugin that it is for. */
export interface GrantInUse {
  readonly plugin: AnyPlugin;
  readonly key: ConnectionKey;
  readonly record: TokenRecord;
  readonly signal?: AbortSignal | undefined;
}

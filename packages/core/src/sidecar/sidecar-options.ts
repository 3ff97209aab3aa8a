import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { AnyPlugin } from '../plugin.ts';
import type { StoreArea } from '../storage/keys.ts';
import type { Store } from '../storage/store.ts';
import type { TokenLimits } from '../tokens/refresh-context.ts';
import type { Approve } from './approval.ts';

/** What a host gives. */
export interface SidecarOptions<P extends readonly AnyPlugin[], U extends 'one' | 'many'> {
  readonly plugins: P;
  /** One store for everything, or one for each use; whatever is left out is kept where the tokens are. */
  readonly store:
    | Store
    | ({ readonly tokens: Store } & { readonly [Area in Exclude<StoreArea, 'tokens'>]?: Store });
  /** `many`: every call names its user through `forUser`, and forgetting that is a type error. */
  readonly users?: U;
  /** Asked before every tool that writes. */
  readonly approve?: Approve;
  readonly logger?: Logger;
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
  /** Between 0 and 1, for the jitter of pauses. */
  readonly random?: () => number;
  readonly limits?: Partial<TokenLimits>;
}

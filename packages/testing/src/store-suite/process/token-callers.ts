import { createSidecar, SidecarError, type Store } from '@sidecar/core';
import { type RefreshEndpoints, refreshPlugin } from '../refresh-plugin.ts';
import type { ProcessOrders } from './process-orders.ts';

/** Callers who ask one Sidecar over the store for an access token, all at once. */
export function tokenCallers(store: Store): ProcessOrders['tokens'] {
  let getAccessToken: (() => Promise<string>) | undefined;
  return (endpoints, callers) => {
    getAccessToken ??= accessTokens(store, endpoints);
    const ask = getAccessToken;
    return Promise.all(
      Array.from({ length: callers }, () =>
        ask().then(
          (token) => ({ token }),
          (error: unknown) => ({ error: codeOf(error) }),
        ),
      ),
    );
  };
}

function accessTokens(store: Store, endpoints: RefreshEndpoints): () => Promise<string> {
  const connection = createSidecar({ plugins: [refreshPlugin(endpoints)], store }).connection('notes');
  return () => connection.getAccessToken();
}

function codeOf(error: unknown): string {
  return SidecarError.isInstance(error) ? error.code : String(error);
}

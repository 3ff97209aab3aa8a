import type { Clock } from '../clock.ts';
import type { Connection } from '../connection.ts';
import type { Store } from '../storage/store.ts';
import type { Authorizer } from './authorizer.ts';
import { connectByDevice } from './connect-by-device.ts';
import { connectByExistingGrant } from './connect-by-existing-grant.ts';
import { connectByRedirect } from './connect-by-redirect.ts';
import type { ConnectRequest } from './connect-request.ts';
import type { FindMethod } from './found-method.ts';
import type { CompletedGrant } from './grant.ts';
import { type CallbackBearer, handleCallback } from './handle-callback.ts';
import { requireClient } from './oauth-client.ts';
import { pendingAuthorizations } from './pending-authorizations.ts';
import { type AuthFlow, type AuthFlowRequest, startAuthFlow } from './start-auth-flow.ts';

/** What the flow is built on. */
export interface AuthorizationFlowOptions {
  readonly findMethod: FindMethod;
  /** Where authorizations under way are kept; sealed by the caller. */
  readonly store: Store;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** Finds out whose account it is, and saves it. */
  readonly completeGrant: (grant: CompletedGrant, signal?: AbortSignal) => Promise<Connection>;
}

/** The authorization code and device flows of every provider. */
export interface AuthorizationFlow {
  startAuthFlow(request: AuthFlowRequest): Promise<AuthFlow>;
  handleCallback(url: string, bearer: CallbackBearer): Promise<Connection>;
  connectWith(authorizer: Authorizer, request: ConnectRequest): Promise<Connection>;
}

/** Puts the flows together. Several of them over one store act as one. */
export function createAuthorizationFlow(options: AuthorizationFlowOptions): AuthorizationFlow {
  const { findMethod, store, fetch, clock, completeGrant } = options;
  const pending = pendingAuthorizations(store, clock);
  const flow: AuthorizationFlow = {
    startAuthFlow: (request) => startAuthFlow({ findMethod, pending, clock }, request),
    handleCallback: (url, bearer) =>
      handleCallback({ findMethod, pending, fetch, clock, completeGrant }, url, bearer),
    connectWith: async (authorizer, request) => {
      const target = findMethod(request.integration, request.auth);
      // Before anything is opened or shown to a person.
      requireClient(target.plugin, target.method);
      const ports = { ...request, target, fetch, clock, completeGrant };
      if (authorizer.kind === 'device') return connectByDevice(authorizer, ports);
      if (authorizer.kind === 'existing') return connectByExistingGrant(authorizer, ports);
      return connectByRedirect(authorizer, { ...request, target, flow });
    },
  };
  return flow;
}

import type { AuthFlowRequest } from './start-auth-flow.ts';

/** Whose account is to be connected through an authorizer. */
export interface ConnectRequest extends Omit<AuthFlowRequest, 'redirectUri'> {
  readonly signal?: AbortSignal | undefined;
}

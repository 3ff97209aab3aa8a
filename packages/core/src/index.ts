export type { MintContext, Minted, MintedToken } from './auth/minted.ts';
export { minted } from './auth/minted.ts';
export type { NoAuth } from './auth/no-auth.ts';
export { noAuth } from './auth/no-auth.ts';
export type {
  Attachment,
  CredentialScopes,
  ManualRevocation,
  OAuth2,
  OAuth2Options,
  OAuthClient,
  RedirectRules,
  Revocation,
  RevocationRequest,
  RevokedToken,
  TokenAnswer,
  TokenErrorRule,
} from './auth/oauth2.ts';
export { oauth2 } from './auth/oauth2.ts';
export type { Typed } from './auth/typed.ts';
export { basicAuth, bearerToken } from './auth/typed.ts';
export type { AnyCatalog, Catalog } from './catalog.ts';
export type { Clock } from './clock.ts';
export { systemClock } from './clock.ts';
export type { Connection, ConnectionContext, ConnectionFetch, ConnectionRequestInit } from './connection.ts';
export type { SafeCause, SidecarErrorCode, SidecarErrorDetails } from './errors.ts';
export { SidecarError } from './errors.ts';
export type { SidecarEvents } from './events.ts';
export type { FailedStatus } from './http/status-error.ts';
export { errorFromStatus } from './http/status-error.ts';
export type { Logger } from './logger.ts';
export type {
  AuthorizationOutcome,
  AuthorizationSession,
  AuthorizationStart,
  Authorizer,
  DeviceAuthorizer,
  DeviceCodePrompt,
  ExistingGrantAuthorizer,
  RedirectAuthorizer,
} from './oauth/authorizer.ts';
export type { CallbackPage } from './oauth/callback-page.ts';
export { callbackPage } from './oauth/callback-page.ts';
export { deviceCode } from './oauth/device-code.ts';
export { existingGrant } from './oauth/existing-grant.ts';
export type { CallbackBearer } from './oauth/handle-callback.ts';
export type { PasteUrlOptions } from './oauth/paste-url.ts';
export { pasteUrl } from './oauth/paste-url.ts';
export type { AuthFlow, AuthFlowRequest } from './oauth/start-auth-flow.ts';
export type {
  AnswerRules,
  AnswerVerdict,
  AnyPlugin,
  AuthMethod,
  Identity,
  IntegrationPlugin,
  PluginHookContext,
  ProviderAnswer,
} from './plugin.ts';
export type { Schema, SchemaInput, SchemaOutput } from './schema.ts';
export type { ApprovalRequest, Approve } from './sidecar/approval.ts';
export type { ConnectionHandle, ConnectionInfo } from './sidecar/connection-handle.ts';
export type { Sidecar, SidecarHost } from './sidecar/create-sidecar.ts';
export { createSidecar } from './sidecar/create-sidecar.ts';
export type { IntegrationRegistry } from './sidecar/integration-registry.ts';
export type { AuthFlowOptions, OAuthManager } from './sidecar/oauth-manager.ts';
export type { RunOptions } from './sidecar/run-tool.ts';
export type { SidecarOptions } from './sidecar/sidecar-options.ts';
export { createIntegrationRegistry, createOAuthManager } from './sidecar/stand-alone.ts';
export type { JsonSchema, ListedTool } from './sidecar/tool-list.ts';
export type { ConnectOptions, UserSidecar } from './sidecar/user-sidecar.ts';
export type { ConnectionState, IntegrationStatus } from './status.ts';
export { leasesOf } from './storage/leases-of.ts';
export { memoryStore } from './storage/memory-store.ts';
export type { Lease, Leases, Store, StoredValue, TokenStore } from './storage/store.ts';
export type { Disconnected } from './tokens/end-grant.ts';
export type { TokenLimits } from './tokens/refresh-context.ts';
export type { Effect, Tool, ToolContext } from './tool.ts';
export { tool } from './tool.ts';

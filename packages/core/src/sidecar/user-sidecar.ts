import type { Minted } from '../auth/minted.ts';
import type { NoAuth } from '../auth/no-auth.ts';
import type { Typed } from '../auth/typed.ts';
import type { AnyCatalog } from '../catalog.ts';
import type { Connection } from '../connection.ts';
import type { Authorizer } from '../oauth/authorizer.ts';
import type { AuthFlow } from '../oauth/start-auth-flow.ts';
import type { AnyPlugin, AuthMethod } from '../plugin.ts';
import type { IntegrationStatus } from '../status.ts';
import type { Disconnected } from '../tokens/end-grant.ts';
import type { ConnectionHandle } from './connection-handle.ts';
import type { AuthFlowOptions } from './oauth-manager.ts';
import type { RunOptions } from './run-tool.ts';
import type { ListedTool } from './tool-list.ts';

interface ConnectFacts {
  /** A label of your choice where one user has several accounts; `default` unless given. */
  readonly account?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

type MethodOptions<Name, Method> =
  Method extends Typed<infer Fields>
    ? { readonly auth: Name; readonly fields: Fields }
    : Method extends Minted<infer Fields>
      ? { readonly auth: Name; readonly fields: Fields }
      : Method extends NoAuth
        ? { readonly auth?: Name }
        : { readonly auth?: Name; readonly via: Authorizer; readonly scopes?: readonly string[] };

/** How an integration can be connected: one form for each of its auth methods. */
export type ConnectOptions<Methods extends Readonly<Record<string, AuthMethod>>> = {
  [Name in keyof Methods & string]: MethodOptions<Name, Methods[Name]> & ConnectFacts;
}[keyof Methods & string];

/** The plugin of an id; any of them, where plugins were only found at run time. */
type PluginOf<P extends AnyPlugin, Id> = [Extract<P, { readonly id: Id }>] extends [never]
  ? AnyPlugin
  : Extract<P, { readonly id: Id }>;

/** Everything that can be done for one user. */
export interface UserSidecar<P extends AnyPlugin, T extends AnyCatalog> {
  /** Calls a tool by its short or qualified name. Every failure is a SidecarError. */
  run<Name extends keyof T & string>(
    name: Name,
    input: T[Name]['input'],
    options?: RunOptions,
  ): Promise<T[Name]['output']>;
  /** `run` for a name and an input from outside, which only run time can check: an HTTP route, a model, a command line. */
  runByName(name: string, input: unknown, options?: RunOptions): Promise<unknown>;
  /** Connects an account and switches the integration on. */
  connect<Id extends P['id']>(
    integration: Id,
    options: ConnectOptions<PluginOf<P, Id>['auth']>,
  ): Promise<Connection>;
  /** Begins connecting in a web host: redirect to `authUrl`, keep `binding` in an HttpOnly, Secure, SameSite=Lax cookie. */
  startAuthFlow(integration: P['id'], options: AuthFlowOptions): Promise<AuthFlow>;
  /** Ends it, in the host's callback route; refuses a callback that another user or browser began. */
  handleCallback(url: string | URL, proof: { readonly binding: string }): Promise<Connection>;
  /** Revokes at the provider where that harms no other connection, and forgets the connection. */
  disconnect(integration: P['id'], account?: string): Promise<Disconnected>;
  enable(integration: P['id']): Promise<void>;
  disable(integration: P['id']): Promise<void>;
  /** Changes an integration's settings. */
  configure(integration: P['id'], settings: Readonly<Record<string, unknown>>): Promise<void>;
  status(integration: P['id'], account?: string): Promise<IntegrationStatus>;
  statuses(): Promise<readonly IntegrationStatus[]>;
  /** Asks the provider whether the connection works, and answers the state. */
  verify(integration: P['id'], account?: string): Promise<IntegrationStatus>;
  /** The tools that can be called now, for a model or an HTTP client. */
  tools(): Promise<readonly ListedTool[]>;
  /** A text for a model's prompt that says what is there. */
  describe(): Promise<string>;
  connection(integration: P['id'], account?: string): ConnectionHandle;
}

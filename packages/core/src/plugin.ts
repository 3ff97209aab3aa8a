import type { Minted } from './auth/minted.ts';
import type { NoAuth } from './auth/no-auth.ts';
import type { OAuth2 } from './auth/oauth2.ts';
import type { Typed } from './auth/typed.ts';
import type { Connection, ConnectionContext } from './connection.ts';
import type { SidecarError } from './errors.ts';
import type { Schema } from './schema.ts';
import type { Tool, ToolContext } from './tool.ts';

/** One way to connect an account. */
export type AuthMethod = OAuth2 | Typed | Minted | NoAuth;

/** A provider's answer as a plugin judges it; `body` is parsed JSON, and present only for the statuses in `readBodyOf`. */
export interface ProviderAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body?: unknown;
  /** Milliseconds since the epoch, for providers that say when a limit ends. */
  readonly nowMs: number;
}

/** What an answer means where the status alone does not say it. */
export interface AnswerVerdict {
  readonly code: 'token_refused' | 'rate_limited' | 'insufficient_scope' | 'provider_unavailable' | 'ok';
  readonly retryAfterMs?: number;
  /** What a rate limit holds back: this call alone, where each method has a limit of its own (Slack); every call of the connection unless given. */
  readonly holds?: 'call';
}

/** How core reads a provider's answers; without it: 401 is a refused token, 429 a rate limit, 5xx an outage. */
export interface AnswerRules {
  /** Statuses whose JSON body has to be read (Slack says everything with 200; Google and GitHub limit with 403). */
  readonly readBodyOf?: readonly number[];
  /** Undefined: judge by the status. */
  readonly classify: (answer: ProviderAnswer) => AnswerVerdict | undefined;
}

/** Who a connection is at the provider. */
export interface Identity {
  /** Stable and unique at the provider. */
  readonly id: string;
  /** What a person recognises: an address, a handle. */
  readonly label: string;
  /** Whose the grant is where a provider gives one to a whole workspace, so that revoking it ends every connection there; the account's own unless given. */
  readonly tenant?: string | undefined;
}

interface PluginFacts {
  readonly specificationVersion: 'v1';
  /** Lower case letters, digits and hyphens. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** One emoji or a data URL. */
  readonly icon: string;
  readonly category: string;
  readonly capabilities: {
    readonly read: readonly string[];
    readonly write: readonly string[];
    readonly webhooks: boolean;
  };
  /** The first is what `connect` uses unless told otherwise. */
  readonly auth: Readonly<Record<string, AuthMethod>>;
  /** The only origins that get credentials. */
  readonly apiOrigins: readonly string[] | ((connection: Connection) => readonly string[]);
  readonly answers?: AnswerRules;
  /** Turns what a client or vendor SDK threw into a SidecarError; undefined leaves it to core. */
  readonly toSidecarError?: (error: unknown) => SidecarError | undefined;
}

/** Any plugin, whatever its client: what core and hosts accept. */
export interface AnyPlugin extends PluginFacts {
  readonly settings?: Schema;
  readonly createClient?: (context: never) => unknown;
  readonly identify?: (client: never, signal: AbortSignal) => Promise<Identity>;
  readonly onEnable?: (context: never) => Promise<void>;
  readonly onDisable?: (context: never) => Promise<void>;
  readonly onStartup?: (context: never) => Promise<void>;
  readonly getStatus?: (context: never) => Promise<Readonly<Record<string, unknown>>>;
  readonly tools: readonly Tool[];
}

/** What a plugin is: a plain object, made by a factory with `as const satisfies IntegrationPlugin<Client, Settings>`. */
export interface IntegrationPlugin<Client = unknown, Settings = unknown> extends PluginFacts {
  readonly settings?: Schema<unknown, Settings>;
  /** Called once per grant of a connection; what it returns is every tool's `context.client`. */
  readonly createClient?: (context: ConnectionContext<Settings>) => Client;
  /** Run after connecting and by `verify()`. */
  readonly identify?: (client: Client, signal: AbortSignal) => Promise<Identity>;
  /** When the integration is being switched on for a user, or connected; a rejection leaves it off. */
  readonly onEnable?: (context: PluginHookContext<Settings>) => Promise<void>;
  /** When it is being switched off for a user; a rejection leaves it on. */
  readonly onDisable?: (context: PluginHookContext<Settings>) => Promise<void>;
  /** For each connection that `start()` found usable. */
  readonly onStartup?: (context: ToolContext<Client, Settings>) => Promise<void>;
  /** Extra details for `status()`; cannot change the state. */
  readonly getStatus?: (context: ToolContext<Client, Settings>) => Promise<Readonly<Record<string, unknown>>>;
  readonly tools: readonly Tool<string, unknown, unknown, ToolContext<Client, Settings>>[];
}

/** What the hooks get that run without a connection. */
export interface PluginHookContext<Settings = unknown> {
  readonly integration: string;
  readonly user: string;
  readonly settings: Settings;
}

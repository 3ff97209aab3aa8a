import type { GithubLimit } from './github/github-limits.ts';
import type { FineGrainedToken } from './github/github-tokens.ts';
import type { Faults } from './http/faults.ts';
import type { RecordedExchange } from './http/recorder.ts';
import type { Capability } from './notion/notion-call.ts';
import type { ConsentOptions } from './oauth/consent.ts';
import type { TokenRequest } from './oauth/token-log.ts';
import type { ServiceId } from './service-ids.ts';
import type { Installation } from './slack/installations.ts';
import type { RateLimit } from './x/rate-limits.ts';

/** How the sandbox is started. */
export interface SandboxOptions {
  /** Ada's mail: a folder of `.eml` files (with its subfolders), an `.eml` file or an mbox. A few invented messages unless given. */
  readonly mailbox?: string;
  /** The first of several ports of 127.0.0.1: control, then the services in the order of `serviceIds`. Any free ones unless given. */
  readonly port?: number;
  /** Told while a mailbox is read. */
  readonly onProgress?: (done: number, total: number) => void;
  /** The redirect URIs that the apps at X have registered; matched exactly, port included. */
  readonly xRedirectUris?: readonly string[];
  /** The same at Notion. */
  readonly notionRedirectUris?: readonly string[];
  /** The same at Slack: https addresses. */
  readonly slackRedirectUris?: readonly string[];
  /** The same at Slack's app with PKCE: addresses of a person's own machine. */
  readonly slackPublicRedirectUris?: readonly string[];
  /** The time that the APIs go by. Tokens expire by the real clock; see `expireAccessTokens`. */
  readonly now?: () => number;
}

/** Where one service is, and what a test can do to it from outside. */
export interface SandboxService {
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly revocationUrl: string;
  readonly deviceAuthorizationUrl?: string;
  /** An origin of its own; stands for that of the real API: `https://gmail.googleapis.com`, `https://api.x.com`. */
  readonly apiUrl: string;
  /** What the callback's `iss` says, where the service sends one. */
  readonly issuer?: string;
  readonly client: { readonly id: string; readonly secret: string };
  readonly publicClient?: { readonly id: string };
  /** Makes access tokens expired now: of one person, or of all. */
  expireAccessTokens(login?: string): void;
  /** Ends grants with all their tokens, as a person can in their account settings. */
  revokeGrants(login?: string): void;
  /** What has arrived at the token endpoint, whatever became of it. */
  tokenRequests(): TokenRequest[];
}

/** X beside what every service has. */
export interface XService extends SandboxService {
  readonly redirectUris: readonly string[];
  /** One limit for every endpoint, or `undefined` for X's own. Counting starts anew. */
  setRateLimit(limit: RateLimit | undefined): void;
}

/** Notion beside what every service has. */
export interface NotionService extends SandboxService {
  readonly redirectUris: readonly string[];
  /** An integration from before refresh tokens. */
  readonly legacyClient: { readonly id: string; readonly secret: string };
  /** A page that is there but not shared with the integration. */
  readonly unsharedPageId: string;
  /** The secret of the internal integration; `renewInternalToken` makes another one and ends it. */
  internalToken(): string;
  renewInternalToken(): void;
  /** What the integrations are allowed from now on; everything unless given. */
  setCapabilities(capabilities?: readonly Capability[]): void;
  /** One limit for everything, or `undefined` for Notion's own. Counting starts anew. */
  setRateLimit(limit: RateLimit | undefined): void;
}

/** The sandbox's GitHub App, and where it is installed. */
export interface GithubApp {
  readonly appId: string;
  readonly organization: string;
  readonly installationId: string;
  /** PEM as GitHub hands it out: PKCS #1. */
  readonly privateKey: string;
  /** Suspends the installations, as an owner of the organisation can. */
  setSuspended(isSuspended: boolean): void;
}

/** GitHub beside what every service has. `client` is that of a GitHub App, whose tokens expire. */
export interface GithubService extends SandboxService {
  /** An OAuth App, whose tokens have scopes and no end. */
  readonly oauthAppClient: { readonly id: string; readonly secret: string };
  readonly app: GithubApp;
  /** Makes a fine-grained token, as a person can in the settings. */
  createToken(token: FineGrainedToken): string;
  /** Ends fine-grained tokens and those of installations. */
  endTokens(): void;
  /** One limit for every call, or `undefined` for GitHub's own. Counting starts anew. */
  setRateLimit(limit: GithubLimit | undefined): void;
}

/** Slack beside what every service has. `client` rotates its tokens. */
export interface SlackService extends SandboxService {
  readonly redirectUris: readonly string[];
  readonly publicRedirectUris: readonly string[];
  /** An app whose tokens do not run out. */
  readonly lastingClient: { readonly id: string; readonly secret: string };
  /** Where the app can be installed; `team` in an authorization URL chooses one by its id. The last is an organization. */
  readonly installations: readonly Installation[];
  /** A bot token as an app's settings show it. */
  issueBotToken(scopes?: readonly string[]): Promise<string>;
  /** One limit for every method, or `undefined` for Slack's own. Counting starts anew. */
  setRateLimit(callsPerMinute: number | undefined): void;
}

/** The running sandbox. */
export interface Sandbox {
  /** Where faults are controlled over HTTP: `/_sandbox/faults`. */
  readonly url: string;
  readonly google: SandboxService;
  readonly x: XService;
  readonly github: GithubService;
  readonly notion: NotionService;
  readonly slack: SlackService;
  /** Acts as the person at the browser: opens the URL, chooses an account, allows or denies. Returns the callback URL without requesting it. */
  consent(authorizationUrl: string, options?: ConsentOptions): Promise<string>;
  /** Acts as the person who types a device's code. */
  approveDevice(userCode: string, service: ServiceId, options?: ConsentOptions): Promise<void>;
  /** The last exchanges with one service's API. */
  requests(service: ServiceId): RecordedExchange[];
  readonly faults: Faults;
  close(): Promise<void>;
}

import type { Faults } from './http/faults.ts';
import type { RecordedExchange } from './http/recorder.ts';
import type { ConsentOptions } from './oauth/consent.ts';
import type { TokenRequest } from './oauth/token-log.ts';
import type { ServiceId } from './service-ids.ts';
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

/** The running sandbox. */
export interface Sandbox {
  /** Where faults are controlled over HTTP: `/_sandbox/faults`. */
  readonly url: string;
  readonly google: SandboxService;
  readonly x: XService;
  /** Acts as the person at the browser: opens the URL, chooses an account, allows or denies. Returns the callback URL without requesting it. */
  consent(authorizationUrl: string, options?: ConsentOptions): Promise<string>;
  /** Acts as the person who types a device's code. */
  approveDevice(userCode: string, service: ServiceId, options?: ConsentOptions): Promise<void>;
  /** The last exchanges with one service's API. */
  requests(service: ServiceId): RecordedExchange[];
  readonly faults: Faults;
  close(): Promise<void>;
}

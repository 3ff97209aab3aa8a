import type { RedirectRules } from '../auth/oauth2.ts';

/** What an authorizer is told when an authorization begins. */
export interface AuthorizationStart {
  readonly integration: { readonly id: string; readonly name: string };
  readonly redirect: RedirectRules;
  /** The path that the callback must have: `/callback/<integration>`. */
  readonly callbackPath: string;
  readonly signal?: AbortSignal;
}

/** How it ended, for the page or the line that the person sees. */
export type AuthorizationOutcome =
  | { readonly connected: true; readonly label?: string }
  | { readonly connected: false; readonly message: string };

/** One authorization under way. */
export interface AuthorizationSession {
  readonly redirectUri: string;
  /** Brings the person to `authUrl` and resolves with the whole callback URL; callbacks without this `state` are refused and waited on. */
  authorize(authUrl: string, expected: { readonly state: string }): Promise<string>;
  /** Tells the person how it ended. */
  finish(outcome: AuthorizationOutcome): Promise<void>;
  /** Frees port and timers; may be called at any time. */
  close(): Promise<void>;
}

/** A way to bring a person to the provider's consent page and back: `loopback()`, `pasteUrl()`. */
export interface RedirectAuthorizer {
  readonly kind: 'redirect';
  open(start: AuthorizationStart): Promise<AuthorizationSession>;
}

/** What the person needs to approve from another device (RFC 8628). */
export interface DeviceCodePrompt {
  readonly verificationUri: string;
  readonly verificationUriComplete?: string;
  readonly userCode: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Shows a code that the person types at the provider on any device: `deviceCode()`. */
export interface DeviceAuthorizer {
  readonly kind: 'device';
  show(prompt: DeviceCodePrompt): void | Promise<void>;
}

/** Uses a consent that was given earlier, to another program with the same client: `existingGrant()`. */
export interface ExistingGrantAuthorizer {
  readonly kind: 'existing';
  readonly readRefreshToken: () => string;
  /** What was granted, where it is not what the plugin asks for. */
  readonly scopes?: readonly string[];
}

/** How the person consents, or has consented, when there is no web host. */
export type Authorizer = RedirectAuthorizer | DeviceAuthorizer | ExistingGrantAuthorizer;

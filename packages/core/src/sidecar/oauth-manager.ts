import type { Connection } from '../connection.ts';
import { SidecarError } from '../errors.ts';
import type { AuthFlow } from '../oauth/start-auth-flow.ts';
import type { ConnectionKey } from '../tokens/connection-key.ts';
import type { Disconnected } from '../tokens/end-grant.ts';
import type { TokenHandle } from '../tokens/token-handle.ts';
import { defaultAccount, findAccount, requireLabel } from './accounts.ts';
import { connectionHandle } from './connection-handle.ts';
import { readStatus } from './read-status.ts';
import type { Services } from './services.ts';
import { wantedScopes } from './wanted-scopes.ts';

/** How a web host begins an authorization. */
export interface AuthFlowOptions {
  /** The host's own route, as it is registered at the provider. */
  readonly redirectUri: string;
  readonly auth?: string;
  readonly account?: string;
  /** What to ask for beside what the connection has already; the plugin's own scopes unless given. */
  readonly scopes?: readonly string[];
}

/** The OAuth side of one user's connections. */
export class OAuthManager {
  readonly #services: Services;
  readonly #user: string;

  constructor(services: Services, user: string) {
    this.#services = services;
    this.#user = user;
  }

  /** Begins an authorization: redirect the browser to `authUrl`, and keep `binding` in an HttpOnly, Secure, SameSite=Lax cookie. */
  async startAuthFlow(integration: string, options: AuthFlowOptions): Promise<AuthFlow> {
    const plugin = this.#services.plugins.get(integration);
    if (typeof options?.redirectUri !== 'string') {
      throw new SidecarError('invalid_input', `The callback address for ${plugin.name} is missing.`, {
        integration: plugin.id,
        fields: [{ path: 'redirectUri', message: 'Expected a URL.' }],
      });
    }
    const auth =
      options.auth ?? Object.keys(plugin.auth).find((name) => plugin.auth[name]?.kind === 'oauth2') ?? '';
    const method = plugin.auth[auth];
    if (method?.kind !== 'oauth2') {
      throw new SidecarError('not_supported', `${plugin.name} cannot be connected in the browser.`, {
        integration: plugin.id,
        nextAction: `Use one of: ${Object.keys(plugin.auth).join(', ')}.`,
      });
    }
    const key = { user: this.#user, integration, account: requireLabel(options.account ?? defaultAccount) };
    const scopes = await wantedScopes(this.#services, key, { method, scopes: options.scopes });
    return this.#services.authorization.startAuthFlow({
      ...key,
      auth,
      scopes,
      redirectUri: options.redirectUri,
    });
  }

  /** Takes the callback of a flow that this user's browser began, and connects. */
  async handleCallback(url: string | URL, proof: { readonly binding: string }): Promise<Connection> {
    const bearer = { binding: proof?.binding ?? '', user: this.#user };
    return this.#services.authorization.handleCallback(String(url), bearer);
  }

  getAccessToken(integration: string, account?: string): Promise<string> {
    return connectionHandle(this.#services, { user: this.#user, integration, account }).getAccessToken();
  }

  /** Renews the access token now, whether it has expired or not. */
  async refreshToken(integration: string, account?: string): Promise<string> {
    const handle = await this.#handle(integration, account);
    const { version } = await handle.peek();
    const { token = '' } = await handle.issue({ rejected: version, forced: true });
    return token;
  }

  /** Revokes at the provider and forgets the connection. */
  async revokeToken(integration: string, account?: string): Promise<Disconnected> {
    return this.#services.tokens.disconnect(await this.#key(integration, account));
  }

  async isAuthenticated(integration: string, account?: string): Promise<boolean> {
    return (await readStatus(this.#services, await this.#key(integration, account), true)).authenticated;
  }

  /** When the access token runs out; null when that is unknown or there is none. */
  async getTokenExpiry(integration: string, account?: string): Promise<Date | null> {
    const { expiresAt } = await readStatus(this.#services, await this.#key(integration, account), true);
    return expiresAt ?? null;
  }

  async #handle(integration: string, account: string | undefined): Promise<TokenHandle> {
    return this.#services.tokens.handle(await this.#key(integration, account));
  }

  async #key(integration: string, account: string | undefined): Promise<ConnectionKey> {
    const plugin = this.#services.plugins.get(integration);
    const found = await findAccount(this.#services.tokens.records, { user: this.#user, plugin }, account);
    return { user: this.#user, integration, account: found };
  }
}

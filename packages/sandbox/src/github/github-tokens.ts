import { randomBytes } from 'node:crypto';
import type { AuthorizationServer } from '../oauth/authorization-server.ts';
import { githubOAuthAppClient } from '../oauth/github-dialect.ts';
import { GithubError } from './github-error.ts';
import type { Account, GithubStore, Installation } from './github-store.ts';
import type { Principal } from './principal.ts';

/** A fine-grained token as a person makes it in the settings. */
export interface FineGrainedToken {
  /** The person's e-mail address. */
  readonly login: string;
  /** Full names; everything that the person can reach unless given. */
  readonly repositories?: readonly string[];
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
}

interface IssuedToken {
  readonly principal: Principal;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

const installationLifetimeMs = 3_600_000;

/** Every token that the API takes: those of the authorization server, fine-grained ones, and those of installations. */
export class GithubTokens {
  readonly #authorization: AuthorizationServer;
  readonly #store: GithubStore;
  readonly #now: () => number;
  readonly #issued = new Map<string, IssuedToken>();

  constructor(authorization: AuthorizationServer, store: GithubStore, now: () => number) {
    this.#authorization = authorization;
    this.#store = store;
    this.#now = now;
  }

  /** Makes a fine-grained token. */
  createFineGrained({ login, repositories: names, permissions }: FineGrainedToken): string {
    const account = this.#accountOf(login);
    if (!account) throw new Error(`Nobody signs in as ${login}.`);
    const all = this.#store.repositories.filter(({ roles }) => roles.has(account));
    const repositories = names
      ? all.filter(({ owner, name }) => names.includes(`${owner.login}/${name}`))
      : all;
    const principal = { kind: 'fine-grained', account, repositories, permissions } as const;
    return this.#issue('github_pat', principal, Number.POSITIVE_INFINITY);
  }

  /** Makes the token of an installation. */
  createInstallation(installation: Installation): { readonly token: string; readonly expiresAt: number } {
    const expiresAt = this.#now() + installationLifetimeMs;
    const principal = { kind: 'installation', account: this.#store.bot, installation } as const;
    return { token: this.#issue('ghs', principal, expiresAt), expiresAt };
  }

  /** Ends every token that did not come from the authorization server. */
  endIssued(): void {
    this.#issued.clear();
  }

  /** Who is behind a request. */
  async find(headers: Headers): Promise<Principal> {
    const value = headers.get('authorization')?.match(/^(?:Bearer|token) +([\w.~+/-]+=*)$/i)?.[1];
    if (value === undefined) throw new GithubError(401, 'Requires authentication');
    const issued = this.#issued.get(value);
    if (issued && issued.expiresAt > this.#now()) return issued.principal;
    const principal = await this.#findOAuth(value);
    if (!principal) throw new GithubError(401);
    return principal;
  }

  async #findOAuth(value: string): Promise<Principal | undefined> {
    const token = await this.#authorization.findAccessToken(value);
    const account = token && !token.isExpired ? this.#accountOf(token.accountId) : undefined;
    if (!token || !account) return undefined;
    if (token.clientId === githubOAuthAppClient.id)
      return { kind: 'oauth-app', account, scopes: [...token.scopes] };
    return { kind: 'app-user', account, installations: this.#store.installations };
  }

  #accountOf(signIn: string): Account | undefined {
    return this.#store.accounts.find((account) => account.signIn === signIn);
  }

  #issue(prefix: string, principal: Principal, expiresAt: number): string {
    const token = `${prefix}_${randomBytes(18).toString('hex')}`;
    this.#issued.set(token, { principal, expiresAt });
    return token;
  }
}

import { randomBytes } from 'node:crypto';
import type { AuthorizationDialect, GrantedTokens, IssuedTokens } from './authorization-dialect.ts';

/** What a person has allowed. */
export interface Grant {
  readonly id: string;
  readonly person: string;
  readonly scopes: readonly string[];
  readonly redirectUri?: string | undefined;
  readonly offline: boolean;
  alive: boolean;
}

interface AccessToken {
  readonly grant: Grant;
  readonly credential: string;
  readonly expiresAt: number;
  revoked: boolean;
}

interface RefreshToken {
  readonly grant: Grant;
  readonly credential: string;
  readonly accessToken: string;
  revoked: boolean;
  /** When it was presented, and what it was answered; a rotated token. */
  used?: { readonly at: number; readonly answer: GrantedTokens };
}

/** What the ledger needs to know; the server may change the lifetime while it runs. */
export interface LedgerRules {
  readonly dialect: AuthorizationDialect;
  readonly graceMs: number;
  readonly now: () => number;
  readonly lifetimeSeconds: number;
}

/** Who was given what, and what of it still lives. */
export class GrantLedger {
  readonly #rules: LedgerRules;
  readonly #grants = new Map<string, Grant>();
  readonly #accessTokens = new Map<string, AccessToken>();
  readonly #refreshTokens = new Map<string, RefreshToken>();

  constructor(rules: LedgerRules) {
    this.#rules = rules;
  }

  /** Whether the person has consented before, and nothing has ended it. */
  knows(person: string): boolean {
    return [...this.#grants.values()].some((grant) => grant.alive && grant.person === person);
  }

  newGrant(facts: Omit<Grant, 'id' | 'alive'>): Grant {
    const grant = { ...facts, id: secret('grant'), alive: true };
    this.#grants.set(grant.id, grant);
    return grant;
  }

  /** All tokens of a new grant. */
  issue(grant: Grant): GrantedTokens {
    const others = this.#rules.dialect.otherCredentials ?? [];
    return {
      ...this.#issueOne(grant, 'main'),
      credential: 'main',
      person: grant.person,
      others: Object.fromEntries(others.map((name) => [name, this.#issueOne(grant, name)])),
    };
  }

  /** Renews; undefined when the token is dead. A rotated one that comes again ends its grant, as RFC 9700 section 4.14.2 wants it. */
  refresh(token: string): GrantedTokens | undefined {
    const { rotation, refreshEndsAccessToken } = this.#rules.dialect;
    const found = this.#refreshTokens.get(token);
    if (!found?.grant.alive || found.revoked) return undefined;
    if (found.used) {
      if (this.#rules.now() - found.used.at < this.#rules.graceMs) return found.used.answer;
      found.grant.alive = false;
      return undefined;
    }
    const { grant, credential } = found;
    if (refreshEndsAccessToken) this.#endAccess(found.accessToken);
    const answer = {
      ...this.#issueOne(grant, credential, rotation === 'always'),
      credential,
      person: grant.person,
      others: {},
    };
    if (rotation === 'always') found.used = { at: this.#rules.now(), answer };
    return answer;
  }

  /** The grant that a refresh token belongs to, dead or alive. */
  grantOf(refreshToken: string): Grant | undefined {
    return this.#refreshTokens.get(refreshToken)?.grant;
  }

  /** The person to whom a live access token belongs. */
  personOf(accessToken: string): string | undefined {
    const found = this.#accessTokens.get(accessToken);
    const isLive = found?.grant.alive && !found.revoked && this.#rules.now() < found.expiresAt;
    return isLive ? found.grant.person : undefined;
  }

  isGrantAlive(grantId: string): boolean {
    return this.#grants.get(grantId)?.alive ?? false;
  }

  end(grantId: string): void {
    const grant = this.#grants.get(grantId);
    if (grant) grant.alive = false;
  }

  /** RFC 7009: what is not known is no error. */
  revoke(token: string): void {
    const found = this.#refreshTokens.get(token) ?? this.#accessTokens.get(token);
    if (!found) return;
    found.revoked = true;
    if (this.#rules.dialect.revocation === 'grant') found.grant.alive = false;
    if ('accessToken' in found) this.#endAccess(found.accessToken);
  }

  #endAccess(accessToken: string): void {
    const found = this.#accessTokens.get(accessToken);
    if (found) found.revoked = true;
  }

  #issueOne(grant: Grant, credential: string, withRefreshToken = grant.offline): IssuedTokens {
    const { lifetimeSeconds, now } = this.#rules;
    const accessToken = secret('access');
    const expiresAt = now() + lifetimeSeconds * 1000;
    this.#accessTokens.set(accessToken, { grant, credential, expiresAt, revoked: false });
    const tokens = { accessToken, scopes: grant.scopes, expiresInSeconds: lifetimeSeconds };
    if (!withRefreshToken) return tokens;
    const refreshToken = secret('refresh');
    this.#refreshTokens.set(refreshToken, { grant, credential, accessToken, revoked: false });
    return { ...tokens, refreshToken };
  }
}

function secret(kind: string): string {
  return `${kind}-${randomBytes(18).toString('base64url')}`;
}

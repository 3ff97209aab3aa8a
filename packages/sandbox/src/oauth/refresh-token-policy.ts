import type Provider from 'oidc-provider';
import type { Dialect } from './dialect.ts';

/** What is exchanged for tokens: an authorization code or a device code. */
interface Code {
  readonly kind: string;
  readonly jti: string;
  readonly scope?: string | undefined;
  readonly accountId?: string | undefined;
  readonly clientId?: string | undefined;
}

/** Decides which grants get a refresh token, as the service would. */
export class RefreshTokenPolicy {
  readonly #dialect: Dialect;
  /** Ids of the codes whose authorization request has earned a refresh token. */
  readonly #earned = new Set<string>();
  /** Person and client that have had one already: Google gives a second one only with `prompt=consent`. */
  readonly #given = new Map<string, { readonly login: string; readonly clientId: string }>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  /** Notes what each authorization request asked for at the moment when its code is made. */
  watch(provider: Provider): void {
    provider.on('authorization.success', (context) => {
      const { entities, params } = context.oidc;
      const code = entities.AuthorizationCode;
      const rule = this.#dialect.refreshToken;
      if (!code || !('parameter' in rule) || params?.[rule.parameter] !== rule.value) return;
      const prompts = String(params.prompt ?? '').split(' ');
      const key = JSON.stringify([code.accountId, code.clientId]);
      if (this.#given.has(key) && !prompts.includes('consent')) return;
      this.#earned.add(code.jti);
    });
  }

  /** Whether the exchange of this code answers a refresh token. */
  allows(source: Code): boolean {
    const rule = this.#dialect.refreshToken;
    if ('scope' in rule) return (source.scope ?? '').split(' ').includes(rule.scope);
    if ('clients' in rule) return rule.clients.includes(source.clientId ?? '');
    if (source.kind === 'DeviceCode') return true;
    if (!this.#earned.delete(source.jti)) return false;
    const { accountId: login = '', clientId = '' } = source;
    this.#given.set(JSON.stringify([login, clientId]), { login, clientId });
    return true;
  }

  /** After a revocation the next consent counts as the first one again. */
  forget(login?: string, clientId?: string): void {
    for (const [key, given] of this.#given) {
      const other =
        (login !== undefined && given.login !== login) ||
        (clientId !== undefined && given.clientId !== clientId);
      if (!other) this.#given.delete(key);
    }
  }
}

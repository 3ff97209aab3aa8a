import type { Minted } from '../auth/minted.ts';
import type { Typed } from '../auth/typed.ts';
import type { Connection } from '../connection.ts';
import { SidecarError } from '../errors.ts';
import type { Authorizer } from '../oauth/authorizer.ts';
import type { AnyPlugin, AuthMethod } from '../plugin.ts';
import type { TokenRecord } from '../tokens/token-record.ts';
import { defaultAccount, requireLabel } from './accounts.ts';
import { originsOf, storeConnection } from './complete-grant.ts';
import { issuesText, parseWithSchema } from './parse-with-schema.ts';
import { requirePublicSite } from './public-site.ts';
import type { Services } from './services.ts';
import { wantedScopes } from './wanted-scopes.ts';

/** How to connect, before types have narrowed it to a plugin's own methods. */
export interface AnyConnectOptions {
  readonly auth?: string | undefined;
  readonly account?: string | undefined;
  readonly via?: Authorizer | undefined;
  readonly fields?: unknown;
  readonly scopes?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Connects an account by any of the plugin's methods. */
export async function connect(
  services: Services,
  target: { readonly user: string; readonly integration: string },
  options: AnyConnectOptions,
): Promise<Connection> {
  const plugin = services.plugins.get(target.integration);
  const auth = options.auth ?? Object.keys(plugin.auth)[0] ?? '';
  const method = findMethod(plugin, auth);
  const key = { ...target, account: requireLabel(options.account ?? defaultAccount) };
  if (method.kind === 'oauth2') {
    if (!isAuthorizer(options.via))
      throw invalid(plugin, 'via', `Say how the person consents, for instance with loopback().`);
    const scopes = await wantedScopes(services, key, { method, scopes: options.scopes });
    return services.authorization.connectWith(options.via, { ...key, auth, scopes, signal: options.signal });
  }
  const now = services.clock.now();
  const typed = method.kind === 'none' ? {} : await readFields(plugin, method, options.fields);
  const record: TokenRecord = {
    format: 1,
    grantId: crypto.randomUUID(),
    auth,
    scopes: [],
    obtainedAt: now,
    connectedAt: now,
    belongsTo: { origins: originsOf(plugin, { ...key, auth, ...typed }) },
    ...typed,
  };
  const { signal } = options;
  const usable =
    method.kind === 'minted' ? await services.tokens.withFirstToken(key, record, signal) : record;
  return storeConnection(services, { plugin, key, record: usable, signal });
}

function findMethod(plugin: AnyPlugin, auth: string): AuthMethod {
  const method = Object.hasOwn(plugin.auth, auth) ? plugin.auth[auth] : undefined;
  if (method) return method;
  throw new SidecarError('unknown_name', `${plugin.name} cannot be connected by "${auth.slice(0, 80)}".`, {
    integration: plugin.id,
    nextAction: `Use one of: ${Object.keys(plugin.auth).join(', ')}.`,
  });
}

async function readFields(plugin: AnyPlugin, method: Typed | Minted, given: unknown) {
  const parsed = await parseWithSchema(method.fields, given);
  if (parsed.issues) {
    throw new SidecarError(
      'invalid_input',
      `${plugin.name} cannot be connected with these fields: ${issuesText(parsed.issues)}.`,
      {
        integration: plugin.id,
        fields: parsed.issues,
      },
    );
  }
  // The method's own schema made this value, so it is what its functions take.
  const fields = parsed.value as Readonly<Record<string, unknown>>;
  const site = method.site?.(fields as never);
  return site === undefined ? { fields } : { fields, site: await requirePublicSite(plugin, site) };
}

function isAuthorizer(via: unknown): via is Authorizer {
  if (typeof via !== 'object' || via === null || !('kind' in via)) return false;
  return ['redirect', 'device', 'existing'].includes(String(via.kind));
}

function invalid(plugin: AnyPlugin, path: string, message: string): SidecarError {
  return new SidecarError('invalid_input', `${plugin.name} cannot be connected yet. ${message}`, {
    integration: plugin.id,
    fields: [{ path, message }],
  });
}

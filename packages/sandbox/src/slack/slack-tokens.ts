import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { page, pageHeaders } from '../http/page.ts';
import type { Installation, Installations } from './installations.ts';
import { slackPeople } from './slack-people.ts';
import { kindOf, splitScopes, type TokenKind, userScopePrefix } from './token-kind.ts';

type Next = () => Promise<void>;
type Body = Readonly<Record<string, unknown>>;

const rotatingPrefixes = { bot: 'xoxe.xoxb-1-', user: 'xoxe.xoxp-1-' } as const;
const lastingPrefixes = { bot: 'xoxb-', user: 'xoxp-' } as const;

/**
 * What Slack does in its own way around a standard server: two lists of scopes, and two tokens in one answer.
 * https://docs.slack.dev/authentication/installing-with-oauth
 */
export function slackTokens(
  provider: Provider,
  {
    installations,
    lastingClients,
  }: { readonly installations: Installations; readonly lastingClients: readonly string[] },
) {
  nameTokens(provider, lastingClients);
  provider.on('authorization.success', ({ oidc: { entities, params } }) =>
    installations.note(entities.AuthorizationCode?.grantId, params?.team),
  );
  return async (context: KoaContextWithOIDC, next: Next): Promise<void> => {
    if (context.path === '/oauth/v2/authorize' && context.method === 'GET') {
      const refused = readScopes(context);
      if (refused) return refuse(context, refused);
    }
    await next();
    const body: unknown = context.body;
    if (context.oidc?.route !== 'token' || !isBody(body) || typeof body.access_token !== 'string') return;
    context.body = await answer(provider, context, {
      body,
      installation: installations.of(context.oidc.entities.AccessToken?.grantId),
    });
  };
}

/** Tokens say by their first letters what they are. */
function nameTokens(provider: Provider, lastingClients: readonly string[]): void {
  prefixIds(provider.AccessToken.prototype, ({ clientId = '', scope = '' }) => {
    const prefixes = lastingClients.includes(clientId) ? lastingPrefixes : rotatingPrefixes;
    return prefixes[kindOf(scope)];
  });
  prefixIds(provider.RefreshToken.prototype, () => 'xoxe-1-');
}

interface Named {
  readonly clientId?: string | undefined;
  readonly scope?: string | undefined;
}

/** oidc-provider's types do not show the method that makes ids, which are the tokens themselves. */
function prefixIds(prototype: object, prefixOf: (token: Named) => string): void {
  const generate: unknown = Reflect.get(prototype, 'generateTokenId');
  if (typeof generate !== 'function') throw new Error('oidc-provider makes ids in another way now.');
  Object.defineProperty(prototype, 'generateTokenId', {
    value(this: Named) {
      return prefixOf(this) + String(generate.call(this));
    },
  });
}

/** Brings Slack's two lists, separated by commas, into the one of the standard; says why it refuses to. */
function readScopes(context: KoaContextWithOIDC): string | undefined {
  const parameters = new URLSearchParams(context.querystring);
  const list = (name: string) => (parameters.get(name) ?? '').split(/[\s,]+/).filter(Boolean);
  const [bot, user] = [list('scope'), list('user_scope')];
  if (bot.length + user.length === 0) return 'invalid_scope: no permissions were requested';
  const redirect = URL.parse(parameters.get('redirect_uri') ?? '');
  const isDesktop = redirect?.hostname === 'localhost' || !/^https?:$/.test(redirect?.protocol ?? 'https:');
  if (isDesktop && bot.length > 0) return 'invalid_scope: redirects to a desktop cannot request bot scopes';
  parameters.set('scope', [...bot, ...user.map((scope) => userScopePrefix + scope)].join(' '));
  // Slack knows no other kind of answer, and does not ask for this parameter.
  if (!parameters.has('response_type')) parameters.set('response_type', 'code');
  context.querystring = parameters.toString();
  return undefined;
}

function refuse(context: KoaContextWithOIDC, reason: string): void {
  context.status = 400;
  context.set({ ...pageHeaders });
  context.body = page('Something went wrong', `<p>Error 400: ${reason}.</p>`);
}

async function answer(
  provider: Provider,
  context: KoaContextWithOIDC,
  { body, installation }: { readonly body: Body; readonly installation: Installation },
): Promise<Body> {
  const { AccessToken: token, AuthorizationCode: code } = context.oidc.entities;
  if (!token) return body;
  const { id, name, organization, botUserId } = installation;
  const common = {
    ok: true,
    app_id: 'A0SIDECAR01',
    team: organization ? null : { id, name },
    enterprise: organization ? { id, name } : null,
    is_enterprise_install: organization,
  };
  const scopes = splitScopes(token.scope ?? '');
  const bot = scopes.bot.length > 0 ? { bot_user_id: botUserId } : {};
  // A refresh answers what it renewed, whoever's it is, at the top.
  if (!code) return { ...common, ...bot, ...tokenFields(body, kindOf(token.scope ?? '')) };
  const person = { id: slackPeople.find(({ login }) => login === token.accountId)?.id };
  if (scopes.bot.length === 0) return { ...common, authed_user: { ...person, ...tokenFields(body, 'user') } };
  const user = scopes.user.length > 0 ? tokenFields(await separateUser(provider, context), 'user') : {};
  return { ...common, ...bot, ...tokenFields(body, 'bot'), authed_user: { ...person, ...user } };
}

/** Gives the person's scopes to tokens of their own. */
async function separateUser(provider: Provider, context: KoaContextWithOIDC): Promise<Body> {
  const { AccessToken: token, RefreshToken: refreshToken, Client: client } = context.oidc.entities;
  if (!token || !client) return {};
  const scope = (token.scope ?? '').split(' ');
  const bot = scope.filter((name) => !name.startsWith(userScopePrefix));
  const user = scope.filter((name) => name.startsWith(userScopePrefix));
  const copy = { accountId: token.accountId, client, grantId: token.grantId ?? '', gty: token.gty };
  for (const own of [token, refreshToken]) {
    if (!own) continue;
    own.scope = bot.join(' ');
    await own.save();
  }
  const access = new provider.AccessToken({ ...copy, scope: user.join(' ') });
  const renewing =
    refreshToken && new provider.RefreshToken({ ...copy, rotations: 0, scope: user.join(' ') });
  return {
    access_token: await access.save(),
    expires_in: access.expiration,
    scope: user.join(' '),
    ...(renewing && { refresh_token: await renewing.save() }),
  };
}

/** What does not rotate does not run out either. */
function tokenFields(body: Body, kind: TokenKind): Body {
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: lifetime, scope } = body;
  return {
    access_token: accessToken,
    token_type: kind,
    scope: splitScopes(String(scope ?? ''))[kind].join(','),
    ...(refreshToken !== undefined && { refresh_token: refreshToken, expires_in: lifetime }),
  };
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null;
}

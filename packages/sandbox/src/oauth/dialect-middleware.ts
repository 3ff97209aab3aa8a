import type { KoaContextWithOIDC } from 'oidc-provider';
import { escapeHtml } from '../http/escape-html.ts';
import { page, pageHeaders } from '../http/page.ts';
import type { Dialect } from './dialect.ts';

const answersInDialect = new Set(['token', 'revocation', 'device_authorization']);

/** Refuses unknown scopes, as the real services do, and puts every answer into the service's own words. */
export function dialectMiddleware(dialect: Dialect) {
  return async (context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    if (isRefused(context, dialect)) return;
    // oidc-provider grants nothing to a request without a scope.
    if (dialect.impliedScope !== undefined && context.path === dialect.routes.authorization)
      context.query = { ...context.query, scope: dialect.impliedScope };
    await next();
    const route = context.oidc?.route;
    if (route !== undefined && answersInDialect.has(route)) {
      translate(context, dialect);
      if (dialect.formUnlessJsonIsAsked) asFormUnlessJsonIsAsked(context);
      return;
    }
    if (!dialect.sendsIssuer) dropIssuer(context);
  };
}

/** Refuses an authorization request with unknown scopes or without a parameter that it has to have. */
function isRefused(context: KoaContextWithOIDC, dialect: Dialect): boolean {
  if (context.path !== dialect.routes.authorization || context.method !== 'GET') return false;
  const unknown = unknownScopes(context.query.scope, dialect);
  const required = Object.entries(dialect.requiredParameters ?? {});
  const missing = required.find(([name, value]) => context.query[name] !== value);
  if (unknown.length > 0) refuseScopes(context, unknown, dialect);
  else if (missing) refuseParameter(context, missing[0]);
  return unknown.length > 0 || missing !== undefined;
}

function unknownScopes(requested: string | string[] | undefined, dialect: Dialect): string[] {
  const scopes = (typeof requested === 'string' ? requested : '').split(' ').filter(Boolean);
  return scopes.filter((scope) => !Object.hasOwn(dialect.scopes, scope));
}

function refuseScopes(context: KoaContextWithOIDC, unknown: readonly string[], dialect: Dialect): void {
  context.status = 400;
  context.set({ ...pageHeaders });
  const list = unknown.map((scope) => `<code>${escapeHtml(scope)}</code>`).join(', ');
  const text = `<p>Error 400: invalid_scope. ${dialect.name} does not know ${list}.</p>`;
  context.body = page('Access blocked', text);
}

function refuseParameter(context: KoaContextWithOIDC, name: string): void {
  context.status = 400;
  context.set({ ...pageHeaders });
  const text = `<p>Error 400: invalid_request. Missing or invalid <code>${escapeHtml(name)}</code>.</p>`;
  context.body = page('Access blocked', text);
}

function translate(context: KoaContextWithOIDC, dialect: Dialect): void {
  const body: unknown = context.body;
  if (typeof body !== 'object' || body === null) {
    if (context.oidc.route === 'revocation' && context.status === 200)
      context.body = dialect.takesJsonOnly
        ? dialect.translateAnswer({}, undefined, undefined)
        : { revoked: true };
    return;
  }
  const fields = { ...body } as Readonly<Record<string, unknown>>;
  const given = context.oidc.params?.grant_type;
  const grantType = typeof given === 'string' ? given : undefined;
  if (typeof fields.error !== 'string') {
    context.body = dialect.translateAnswer(fields, grantType, context.oidc.account?.accountId);
    return;
  }
  const description = String(fields.error_description ?? '');
  const answer = dialect.translateFailure({ error: fields.error, description, grantType });
  context.status = answer.status;
  context.body = answer.body;
}

function asFormUnlessJsonIsAsked(context: KoaContextWithOIDC): void {
  const body: unknown = context.body;
  if (typeof body !== 'object' || body === null || context.get('accept').includes('json')) return;
  const fields = Object.entries(body).map(([name, value]): [string, string] => [name, String(value)]);
  context.body = new URLSearchParams(fields).toString();
  context.type = 'application/x-www-form-urlencoded';
}

/** X knows no `iss` parameter (RFC 9207). */
function dropIssuer(context: KoaContextWithOIDC): void {
  const location = context.response.get('location');
  if (!location || !URL.canParse(location)) return;
  const url = new URL(location);
  if (!url.searchParams.has('iss') || !(url.searchParams.has('code') || url.searchParams.has('error')))
    return;
  url.searchParams.delete('iss');
  context.set('location', url.href);
}

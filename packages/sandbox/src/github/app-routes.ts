import type { Hono } from 'hono';
import { z } from 'zod';
import type { AuthorizationServer } from '../oauth/authorization-server.ts';
import { githubAppClient, githubOAuthAppClient } from '../oauth/github-dialect.ts';
import { type RegisteredApp, requireApp } from './app-assertion.ts';
import { readInput, requireHeaders } from './check-request.ts';
import { GithubError, notFound } from './github-error.ts';
import type { GithubStore, Installation } from './github-store.ts';
import type { GithubTokens } from './github-tokens.ts';
import { installationResource } from './resources/installation-resource.ts';
import { time } from './resources/time.ts';

/** What the calls of apps about themselves work with. */
export interface AppRouteOptions {
  readonly store: GithubStore;
  readonly tokens: GithubTokens;
  readonly app: RegisteredApp;
  readonly authorization: AuthorizationServer;
  readonly now: () => number;
}

const clients = [githubAppClient, githubOAuthAppClient];
const tokenBody = z.strictObject({ access_token: z.string('is not a string') });
const mintBody = z.strictObject({
  repositories: z.array(z.string()).optional(),
  repository_ids: z.array(z.int()).optional(),
  permissions: z.record(z.string(), z.string()).optional(),
});

/** The calls that an app makes for itself: by its own signature, or by its client's name and secret. */
export function appRoutes(app: Hono, options: AppRouteOptions): void {
  const { store, tokens, now } = options;
  const asApp = (request: Request) => {
    requireHeaders(request.headers);
    requireApp(request.headers, options.app, now());
  };
  for (const [kind, type] of [
    ['orgs', 'Organization'],
    ['users', 'User'],
  ] as const) {
    app.get(`/${kind}/:account/installation`, ({ req }) => {
      asApp(req.raw);
      const login = req.param('account').toLowerCase();
      const found = store.installations.find(
        ({ account }) => account.login.toLowerCase() === login && account.type === type,
      );
      return Response.json(installationResource(require(found)));
    });
  }
  app.post('/app/installations/:id/access_tokens', async ({ req }) => {
    asApp(req.raw);
    const installation = require(store.installations.find(({ id }) => String(id) === req.param('id')));
    if (installation.suspended) throw new GithubError(403, 'This installation has been suspended');
    await readInput(req.raw, mintBody);
    const { token, expiresAt } = tokens.createInstallation(installation);
    const { permissions } = installation;
    const body = { token, expires_at: time(expiresAt), permissions, repository_selection: 'all' };
    return Response.json(body, { status: 201 });
  });
  for (const what of ['token', 'grant'] as const) {
    app.delete(`/applications/:client/${what}`, async ({ req }) => {
      await endToken(req.raw, { clientId: req.param('client'), what, authorization: options.authorization });
      return new Response(null, { status: 204 });
    });
  }
}

function require(installation: Installation | undefined): Installation {
  if (!installation) throw notFound();
  return installation;
}

interface Ending {
  readonly clientId: string;
  readonly what: 'token' | 'grant';
  readonly authorization: AuthorizationServer;
}

/** Ends one token, or everything that the person has allowed the client. */
async function endToken(request: Request, { clientId, what, authorization }: Ending): Promise<void> {
  requireHeaders(request.headers);
  const client = clients.find(({ id }) => id === clientId);
  const basic = client && Buffer.from(`${client.id}:${client.secret}`).toString('base64');
  // GitHub says "not found" to a wrong secret too.
  if (!client || request.headers.get('authorization') !== `Basic ${basic}`) throw notFound();
  const { access_token: value } = tokenBody.parse(await readInput(request, tokenBody));
  const token = await authorization.findAccessToken(value);
  if (!token || token.isExpired || token.clientId !== clientId) throw notFound();
  if (what === 'token') authorization.memory.endAccessToken(token.jti);
  else authorization.revokeGrants(token.accountId, clientId);
}

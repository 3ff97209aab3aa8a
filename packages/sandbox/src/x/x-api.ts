import { Hono } from 'hono';
import { bearerToken, type FindAccess } from '../access.ts';
import { checkParameters } from './parameters.ts';
import { postMethods } from './post-methods.ts';
import type { RateLimits } from './rate-limits.ts';
import { userMethods } from './user-methods.ts';
import { XError, xProblem } from './x-error.ts';
import type { XMethod } from './x-method.ts';
import type { XStore } from './x-store.ts';

/** What the API works with. */
export interface XApiOptions {
  readonly findAccess: FindAccess;
  readonly store: XStore;
  readonly rateLimits: RateLimits;
  readonly now: () => number;
}

/** The X API v2, as far as the sandbox has it. */
export function xApi(options: XApiOptions): Hono {
  const app = new Hono();
  for (const method of [...postMethods, ...userMethods]) {
    const handle = handler(method, options);
    app.on(method.method, method.path, ({ req }) => handle(req.raw, req.param()));
  }
  app.notFound(() => problem(xProblem(404, 'Not Found')));
  app.onError((error) => {
    if (!(error instanceof XError)) throw error;
    return problem(error);
  });
  return app;
}

function handler(method: XMethod, options: XApiOptions) {
  const { store, rateLimits, now } = options;
  return async (request: Request, path: Record<string, string>): Promise<Response> => {
    const { access, user } = await authenticate(request, options);
    const key = `${user.id} ${method.method} ${method.path}`;
    const { allowed, headers } = rateLimits.count(key, method.calls, now());
    if (!allowed) return problem(xProblem(429), headers);
    try {
      if (!method.scopes.every((scope) => access.scopes.includes(scope))) throw xProblem(403);
      const query = new URL(request.url).searchParams;
      checkParameters(query, method.parameters);
      const answer = await method.run({ store, user, path, query, request, now: now() });
      return json(answer, method.status ?? 200, headers);
    } catch (error) {
      if (!(error instanceof XError)) throw error;
      return problem(error, headers);
    }
  };
}

async function authenticate(request: Request, { findAccess, store }: XApiOptions) {
  const token = bearerToken(request.headers);
  const access = token === undefined ? undefined : await findAccess(token);
  const user = access && store.userOf(access.login);
  if (!user) throw xProblem(401);
  return { access, user };
}

const commonHeaders = { 'api-version': '2.166', 'x-access-level': 'read-write-directmessages' };

function json(body: object, status: number, headers: Record<string, string>): Response {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return new Response(JSON.stringify(body), { status, headers: { ...commonHeaders, ...type, ...headers } });
}

function problem({ status, body }: XError, headers: Record<string, string> = {}): Response {
  const type = { 'content-type': 'application/problem+json' };
  return new Response(JSON.stringify(body), { status, headers: { ...commonHeaders, ...type, ...headers } });
}

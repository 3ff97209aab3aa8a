import { type Context, Hono } from 'hono';
import { type AppRouteOptions, appRoutes } from './app-routes.ts';
import { checkChoices, readInput, requireHeaders } from './check-request.ts';
import { findRepository } from './find-repository.ts';
import { GithubError } from './github-error.ts';
import type { GithubLimits } from './github-limits.ts';
import type { GithubAnswer, GithubCall, GithubMethod } from './github-method.ts';
import { actionMethods } from './methods/action-methods.ts';
import { contentMethods } from './methods/content-methods.ts';
import { issueMethods } from './methods/issue-methods.ts';
import { pullMethods } from './methods/pull-methods.ts';
import { repositoryMethods } from './methods/repository-methods.ts';
import { reviewMethods } from './methods/review-methods.ts';
import { searchMethods } from './methods/search-methods.ts';
import { type Principal, requireAccess } from './principal.ts';

/** What the API works with. */
export interface GithubApiOptions extends AppRouteOptions {
  readonly limits: GithubLimits;
}

const methods: readonly GithubMethod[] = [
  ...repositoryMethods,
  ...contentMethods,
  ...issueMethods,
  ...pullMethods,
  ...reviewMethods,
  ...searchMethods,
  ...actionMethods,
];

/** GitHub's REST API, as far as the sandbox has it. */
export function githubApi(options: GithubApiOptions): Hono {
  const app = new Hono();
  appRoutes(app, options);
  for (const method of methods) {
    // GitHub links and redirects to a repository by its id.
    const paths = [method.path, method.path.replace('/repos/:owner/:repo', '/repositories/:id')];
    app.on(method.verb, paths, (context) => answer(context, method, options));
  }
  app.notFound(() => refusal(new GithubError(404)));
  app.onError((error) => {
    if (!(error instanceof GithubError)) throw error;
    return refusal(error);
  });
  return app;
}

async function answer({ req }: Context, method: GithubMethod, options: GithubApiOptions): Promise<Response> {
  const { store, tokens, limits, now } = options;
  requireHeaders(req.raw.headers);
  const principal = await tokens.find(req.raw.headers);
  const headers = {
    ...scopeHeaders(principal),
    ...limits.count(`${principal.kind} ${principal.account.login}`, { method, nowMs: now() }),
  };
  try {
    const query = new URL(req.url).searchParams;
    checkChoices(query, method.choices);
    const call = {
      store,
      principal,
      path: req.param(),
      query,
      accept: req.header('accept') ?? '',
      now: now(),
    };
    return json(await run(method, { ...call, body: {} }, req.raw), headers);
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    return refusal(error, headers);
  }
}

/** Whether a repository is there and open comes before what is wrong with the body, so that nobody learns of hidden ones. */
async function run(method: GithubMethod, call: GithubCall, request: Request): Promise<GithubAnswer> {
  if (!method.need) return method.run({ ...call, body: await readInput(request, method.body) });
  const repository = findRepository(call.store, call.path, request);
  requireAccess(call.principal, repository, method.need);
  return method.run({ ...call, repository, body: await readInput(request, method.body) });
}

/** Classic tokens say what they may do, and in a refusal what it would have taken. */
function scopeHeaders(principal: Principal): Readonly<Record<string, string>> {
  if (principal.kind !== 'oauth-app') return {};
  return { 'x-oauth-scopes': principal.scopes.join(', '), 'x-accepted-oauth-scopes': '' };
}

const commonHeaders = { 'x-github-media-type': 'github.v3; format=json', 'x-github-request-id': 'SANDBOX:1' };

function json(given: GithubAnswer, headers: Readonly<Record<string, string>>): Response {
  const { status = 200, body, raw } = given;
  const all = { ...commonHeaders, ...headers, ...given.headers };
  if (status === 204) return new Response(null, { status, headers: all });
  const type = raw ? 'application/vnd.github.raw+json; charset=utf-8' : 'application/json; charset=utf-8';
  const content = raw ? new Uint8Array(raw) : JSON.stringify(body);
  return new Response(content, { status, headers: { ...all, 'content-type': type } });
}

function refusal(error: GithubError, headers: Readonly<Record<string, string>> = {}): Response {
  return json({ status: error.status, body: error.body, headers: error.headers }, headers);
}

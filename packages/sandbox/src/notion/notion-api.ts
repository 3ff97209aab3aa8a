import { Hono } from 'hono';
import { bearerToken } from '../access.ts';
import type { RateLimits } from '../x/rate-limits.ts';
import { blockMethods } from './block-methods.ts';
import { allCapabilities, type Capability, type NotionMethod } from './notion-call.ts';
import { NotionError } from './notion-error.ts';
import type { NotionStore } from './notion-store.ts';
import { botId, type NotionUser } from './notion-users.ts';
import { pageMethods } from './page-methods.ts';
import { searchMethods } from './search-methods.ts';
import { userMethods } from './user-methods.ts';

/** Who a token is from: a person who has connected the integration, or nobody for the internal one. */
export interface NotionAccess {
  readonly user: NotionUser | undefined;
}

/** What the API works with. */
export interface NotionApiOptions {
  readonly findAccess: (token: string) => Promise<NotionAccess | undefined>;
  readonly store: NotionStore;
  readonly rateLimits: RateLimits;
  readonly capabilities: () => readonly Capability[] | undefined;
  readonly now: () => number;
}

/** Three a second on the average. */
const callsInWindow = 2_700;
const longestBodyBytes = 500_000;

/** Notion's API of the version 2025-09-03, as far as the sandbox has it. */
export function notionApi(options: NotionApiOptions): Hono {
  const app = new Hono();
  for (const method of [...userMethods, ...searchMethods, ...pageMethods, ...blockMethods]) {
    app.on(method.method, method.path, async ({ req }) => {
      const path = req.param() as Readonly<Record<string, string>>;
      return Response.json(await answer(method, { request: req.raw, path }, options));
    });
  }
  app.notFound(() => problem(new NotionError(400, 'Invalid request URL.', 'invalid_request_url')));
  app.onError((error) => {
    if (!(error instanceof NotionError)) throw error;
    return problem(error);
  });
  return app;
}

interface Received {
  readonly request: Request;
  readonly path: Readonly<Record<string, string>>;
}

async function answer(
  method: NotionMethod,
  { request, path }: Received,
  options: NotionApiOptions,
): Promise<object> {
  const { store, now } = options;
  const { user } = await authenticate(request, options);
  requireVersion(request);
  limit(botId(user), options);
  const capabilities = options.capabilities() ?? allCapabilities;
  if (method.capability && !capabilities.includes(method.capability))
    throw new NotionError(403, `Insufficient permissions for this endpoint.`);
  const query = new URL(request.url).searchParams;
  const body = method.method === 'GET' || method.method === 'DELETE' ? undefined : await readJson(request);
  return method.run({ store, user, author: botId(user), capabilities, path, query, body, now: now() });
}

async function authenticate(request: Request, { findAccess }: NotionApiOptions): Promise<NotionAccess> {
  const token = bearerToken(request.headers);
  const access = token === undefined ? undefined : await findAccess(token);
  if (!access) throw new NotionError(401, 'API token is invalid.');
  return access;
}

function requireVersion(request: Request): void {
  const version = request.headers.get('notion-version');
  if (version === '2025-09-03') return;
  const problem =
    version === null
      ? 'should be defined, instead was `undefined`'
      : `should be a version that the sandbox has, instead was \`"${version}"\``;
  throw new NotionError(
    400,
    `Notion-Version header failed validation: Notion-Version header ${problem}.`,
    'missing_version',
  );
}

function limit(key: string, { rateLimits, now }: NotionApiOptions): void {
  const { allowed, headers } = rateLimits.count(key, callsInWindow, now());
  if (allowed) return;
  const seconds = Math.max(1, Number(headers['x-rate-limit-reset']) - Math.floor(now() / 1000));
  throw new RateLimited(seconds);
}

/** The refusal that says when to come back. */
class RateLimited extends NotionError {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super(429, 'You have been rate limited. Please try again in a few minutes.');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text.length > longestBodyBytes) throw new NotionError(413, 'Request body too large.');
  if (text === '') return undefined;
  if (!request.headers.get('content-type')?.includes('application/json'))
    throw new NotionError(400, 'Error parsing JSON body.', 'invalid_json');
  try {
    return JSON.parse(text);
  } catch {
    throw new NotionError(400, 'Error parsing JSON body.', 'invalid_json');
  }
}

function problem(error: NotionError): Response {
  const headers = error instanceof RateLimited ? { 'retry-after': String(error.retryAfterSeconds) } : {};
  return Response.json(error.body, { status: error.status, headers });
}

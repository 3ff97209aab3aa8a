import { Hono } from 'hono';
import { authMethods } from './auth-methods.ts';
import { chatMethods } from './chat-methods.ts';
import { conversationMethods } from './conversation-methods.ts';
import type { MethodLimits } from './method-limits.ts';
import { peopleMethods } from './people-methods.ts';
import { reactionMethods } from './reaction-methods.ts';
import { readArguments } from './read-arguments.ts';
import { searchMethods } from './search-methods.ts';
import type { SlackTokens } from './slack-access.ts';
import { missingScope, SlackError, slackError } from './slack-error.ts';
import type { SlackMethod } from './slack-method.ts';
import type { SlackStore } from './slack-store.ts';

/** What the API works with. */
export interface SlackApiOptions {
  readonly tokens: SlackTokens;
  readonly store: SlackStore;
  readonly limits: MethodLimits;
  readonly now: () => number;
}

/** Slack's Web API, as far as the sandbox has it. */
export function slackApi(options: SlackApiOptions): Hono {
  const app = new Hono();
  const methods = [
    ...authMethods(options.tokens),
    ...conversationMethods,
    ...chatMethods,
    ...peopleMethods,
    ...reactionMethods,
    ...searchMethods,
  ];
  for (const method of methods)
    app.on(['GET', 'POST'], `/api/${method.name}`, ({ req }) => handle(req.raw, method, options));
  app.notFound(() => json({ ok: false, error: 'unknown_method' }));
  app.onError((error) => {
    if (!(error instanceof SlackError)) throw error;
    return json(error.body);
  });
  return app;
}

async function handle(request: Request, method: SlackMethod, options: SlackApiOptions): Promise<Response> {
  const { tokens, store, limits, now } = options;
  store.deliver(now());
  const access = await tokens.authenticate(request.headers);
  const key = `${access.installation.id} ${access.clientId} ${method.name}`;
  const retryAfter = limits.count(key, method.callsPerMinute, now());
  if (retryAfter !== undefined)
    return json(
      { ok: false, error: 'ratelimited' },
      { status: 429, headers: { 'retry-after': `${retryAfter}` } },
    );
  if (method.only !== undefined && method.only !== access.kind) throw slackError('not_allowed_token_type');
  const missing = method.scopes.find((scope) => !access.scopes.includes(scope));
  if (missing !== undefined) throw missingScope(missing, access.scopes);
  const given = await readArguments(request, method);
  const answer = method.run({ access, given, store, now: now() });
  return json({ ok: true, ...answer, ...charsetWarning(request) });
}

/** Slack wants JSON to say its charset. */
function charsetWarning(request: Request): object {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/json') || /charset/i.test(type)) return {};
  return { warning: 'missing_charset', response_metadata: { warnings: ['missing_charset'] } };
}

function json(body: object, init: ResponseInit = {}): Response {
  const headers = { 'content-type': 'application/json; charset=utf-8', ...init.headers };
  return new Response(JSON.stringify(body), { ...init, headers });
}

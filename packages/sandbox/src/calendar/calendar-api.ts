import { Hono } from 'hono';
import { bearerToken, type FindAccess } from '../access.ts';
import { GoogleError, googleErrorBody, googleNotFoundPage } from '../gmail/google-error.ts';
import { calendarListMethods } from './calendar-list-methods.ts';
import type { CalendarMethod } from './calendar-method.ts';
import type { CalendarStore } from './calendar-store.ts';
import { freeBusyMethods } from './free-busy-method.ts';
import { readingMethods } from './reading-methods.ts';
import { writingMethods } from './writing-methods.ts';

/** Parameters that every method takes; the sandbox answers all fields whatever `fields` says. */
const commonParameters = ['alt', 'fields', 'key', 'prettyPrint', 'quotaUser', 'userIp'];

/** What the API works with. */
export interface CalendarApiOptions {
  readonly findAccess: FindAccess;
  readonly store: CalendarStore;
  readonly now: () => number;
}

/** The Google Calendar API, as far as the sandbox has it. */
export function calendarApi(options: CalendarApiOptions): Hono {
  const app = new Hono();
  for (const method of [...calendarListMethods, ...readingMethods, ...writingMethods, ...freeBusyMethods]) {
    const handle = handler(method, options);
    app.on(method.method, `/calendar/v3/${method.path}`, ({ req }) => handle(req.raw, req.param()));
  }
  app.notFound(({ req }) => googleNotFoundPage(req.method, req.path));
  app.onError((error) => {
    if (!(error instanceof GoogleError)) throw error;
    return json(googleErrorBody(error), error.status);
  });
  return app;
}

function handler(method: CalendarMethod, { findAccess, store, now }: CalendarApiOptions) {
  return async (request: Request, path: Record<string, string>): Promise<Response> => {
    const token = bearerToken(request.headers);
    const access = token === undefined ? undefined : await findAccess(token);
    if (!access) throw new GoogleError(401, 'Invalid Credentials');
    if (!method.scopes.some((scope) => access.scopes.includes(scope))) {
      const text = 'Request had insufficient authentication scopes.';
      throw new GoogleError(403, text, 'insufficientPermissions');
    }
    const query = new URL(request.url).searchParams;
    const known = [...(method.query ?? []), ...commonParameters];
    const unknown = [...query.keys()].find((name) => !known.includes(name));
    if (unknown !== undefined)
      throw new GoogleError(400, `Unknown parameter "${unknown}".`, 'invalidParameter');
    requireJson(request);
    const answer = await method.run({ store, login: access.login, path, query, request, now: now() });
    return answer === undefined ? new Response(null, { status: 204 }) : json(answer, 200);
  };
}

function requireJson({ method, headers }: Request): void {
  const type = headers.get('content-type') ?? '';
  const hasBody = method === 'POST' || method === 'PATCH';
  if (hasBody && !type.includes('json')) {
    throw new GoogleError(400, `Content type "${type}" is not supported here.`);
  }
}

function json(body: object, status: number): Response {
  return Response.json(body, { status });
}

import { Hono } from 'hono';
import { bearerToken, type FindAccess } from '../access.ts';
import { draftMethods } from './draft-methods.ts';
import type { GmailMethod } from './gmail-method.ts';
import { GoogleError, googleErrorBody, googleNotFoundPage } from './google-error.ts';
import { labelMethods } from './label-methods.ts';
import { messageMethods } from './message-methods.ts';
import type { PostOffice } from './post-office.ts';
import { threadMethods } from './thread-methods.ts';

/** Parameters that every Google API takes. */
const commonParameters = [
  '$.xgafv',
  'alt',
  'callback',
  'fields',
  'key',
  'prettyPrint',
  'quotaUser',
  'upload_protocol',
  'uploadType',
];

const unauthenticated =
  'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.';

/** What the API works with. */
export interface GmailApiOptions {
  readonly findAccess: FindAccess;
  readonly postOffice: PostOffice;
  readonly now: () => number;
}

/** The Gmail API, as far as the sandbox has it. */
export function gmailApi(options: GmailApiOptions): Hono {
  const app = new Hono();
  for (const method of [...messageMethods, ...threadMethods, ...draftMethods, ...labelMethods]) {
    const handle = handler(method, options);
    const path = `gmail/v1/users/:userId/${method.path}`;
    app.on(method.method, `/${path}`, ({ req }) => handle(req.raw, req.param()));
    if (method.upload) app.on(method.method, `/upload/${path}`, ({ req }) => handle(req.raw, req.param()));
  }
  app.notFound(({ req }) => googleNotFoundPage(req.method, req.path));
  app.onError((error) => {
    if (!(error instanceof GoogleError)) throw error;
    const headers =
      error.status === 401
        ? { 'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' }
        : {};
    return json(googleErrorBody(error), error.status, headers);
  });
  return app;
}

function handler(method: GmailMethod, { findAccess, postOffice, now }: GmailApiOptions) {
  return async (request: Request, path: Record<string, string>): Promise<Response> => {
    const token = bearerToken(request.headers);
    const access = token === undefined ? undefined : await findAccess(token);
    if (!access) throw new GoogleError(401, unauthenticated);
    if (!method.scopes.some((scope) => access.scopes.includes(scope))) {
      throw new GoogleError(
        403,
        'Request had insufficient authentication scopes.',
        'insufficientPermissions',
      );
    }
    const query = new URL(request.url).searchParams;
    checkParameters(query, method);
    const userId = path.userId ?? '';
    const mailbox = postOffice.mailbox(access.login);
    if (!mailbox || (userId !== 'me' && userId.toLowerCase() !== mailbox.owner)) {
      throw new GoogleError(403, `Delegation denied for ${access.login}`);
    }
    const answer = await method.run({
      mailbox,
      postOffice,
      scopes: access.scopes,
      path,
      query,
      request,
      now: now(),
    });
    return answer === undefined ? new Response(null, { status: 204 }) : json(answer, 200);
  };
}

function checkParameters(query: URLSearchParams, { query: known = [] }: GmailMethod): void {
  const unknown = [...query.keys()].find((name) => !known.includes(name) && !commonParameters.includes(name));
  if (unknown !== undefined) {
    const text = `Invalid JSON payload received. Unknown name "${unknown}": Cannot bind query parameter. Field '${unknown}' could not be found in request message.`;
    throw new GoogleError(400, text);
  }
  const alt = query.get('alt');
  if (alt !== null && alt !== 'json')
    throw new GoogleError(400, `Invalid value "${alt}" for the parameter alt.`);
}

function json(body: object, status: number, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
  });
}

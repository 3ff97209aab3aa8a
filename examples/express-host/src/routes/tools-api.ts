import express, { type RequestHandler, type Response, Router } from 'express';
import type { Host } from '../host.ts';
import { sessionOf } from '../web/current-session.ts';
import { HostError } from '../web/host-error.ts';
import { sameOrigin } from '../web/same-origin.ts';

/** Room for a mail with a small attachment. */
const bodyLimit = '1mb';

/** A user's tools for programs: behind an API key, or a signed-in browser's own pages. */
export function toolsApi(host: Host): Router {
  const router = Router();
  const { sidecar } = host;

  router.use(authenticate(host));

  router.get('/tools', async (_request, response) => {
    const tools = await sidecar.forUser(userOf(response)).tools();
    response.json({
      tools: tools.map(({ name, qualifiedName, integration, description, effect, inputSchema }) => {
        return { name, qualifiedName, integration, description, effect, inputSchema };
      }),
    });
  });

  router.post('/tools/:name', requireJson, express.json({ limit: bodyLimit }), async (request, response) => {
    const { account } = request.query;
    const hungUp = new AbortController();
    response.once('close', () => hungUp.abort());
    const output = await sidecar.forUser(userOf(response)).runByName(request.params.name, request.body, {
      account: typeof account === 'string' ? account : undefined,
      signal: hungUp.signal,
    });
    response.json(output);
  });

  router.use(() => {
    throw new HostError(404, 'not_found', {
      message: 'The API has GET /api/tools and POST /api/tools/NAME.',
    });
  });

  return router;
}

function userOf(response: Response): string {
  const { user } = response.locals;
  if (typeof user === 'string') return user;
  throw new Error('This route is not behind authenticate.');
}

/** An API key where one is sent, else the session, whose cookie counts only for requests of our own pages. */
function authenticate({ apiKeys, publicUrl }: Host): RequestHandler {
  const fromOurPages = sameOrigin(publicUrl);
  return async (request, response, next) => {
    const { authorization } = request.headers;
    const session = sessionOf(response);
    const [, key = ''] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
    response.locals.user = authorization === undefined ? session?.user : await apiKeys.userOf(key);
    if (response.locals.user === undefined) {
      throw new HostError(401, 'unauthenticated', {
        message: 'An API key is missing or wrong.',
        nextAction:
          'Create one on the page of your integrations, and send it as "Authorization: Bearer KEY".',
      });
    }
    if (authorization !== undefined) return next();
    return fromOurPages(request, response, next);
  };
}

/** Forms cannot send JSON, so that no form of another site gets as far as this. */
const requireJson: RequestHandler<{ name: string }> = (request, _response, next) => {
  if (request.is('application/json')) return next();
  throw new HostError(415, 'invalid_input', {
    message: 'The input of a tool has to be JSON.',
    nextAction: 'Send it with "Content-Type: application/json".',
  });
};

import { Hono } from 'hono';
import { faultSchema } from './fault.ts';
import type { FaultList } from './faults.ts';
import type { Handler } from './local-server.ts';
import { readBody } from './read-body.ts';
import { send } from './send.ts';
import { toWebRequest } from './to-web-request.ts';

const bodyLimitBytes = 64 * 1024;

/**
 * Switches faults over HTTP: GET lists, POST adds one, DELETE clears. A browser's page may not use it: requests with an
 * `Origin` or for another host name are refused, and a POST must be JSON.
 */
export function controlHandler(faults: FaultList): Handler {
  const app = controlApp(faults);
  return async (request, response) => {
    const body = await readBody(request, bodyLimitBytes);
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    await send(await app.fetch(toWebRequest(request, url, body)), request, response);
  };
}

function controlApp(faults: FaultList): Hono {
  const app = new Hono();
  app.use(async ({ req, json }, next) => {
    const host = URL.parse(`http://${req.header('host')}`)?.hostname ?? '';
    const local = ['127.0.0.1', 'localhost', '[::1]'].includes(host);
    if (!local || req.header('origin') !== undefined)
      return json({ error: 'Only for programs on this machine.' }, 403);
    return next();
  });
  app.get('/_sandbox/faults', ({ json }) => json({ faults: faults.list() }));
  app.post('/_sandbox/faults', async ({ req, json }) => {
    if (!req.header('content-type')?.startsWith('application/json'))
      return json({ error: 'The body must be JSON.' }, 415);
    const value: unknown = await req.json().catch(() => undefined);
    const parsed = faultSchema.safeParse(value);
    if (!parsed.success) {
      const problems = parsed.error.issues.map(
        ({ path, message }) => `${path.join('.') || 'fault'}: ${message}`,
      );
      return json({ error: problems.join('; ') }, 400);
    }
    faults.set(parsed.data);
    return json({ faults: faults.list() }, 201);
  });
  app.delete('/_sandbox/faults', ({ json }) => {
    faults.clear();
    return json({ faults: [] });
  });
  app.notFound(({ json }) =>
    json({ error: 'Here is only /_sandbox/faults; the services have their own ports.' }, 404),
  );
  return app;
}

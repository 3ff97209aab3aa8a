import { Hono } from 'hono';
import { faultSchema } from './fault.ts';
import type { FaultList } from './faults.ts';

/**
 * Switches faults over HTTP: GET lists, POST adds one, DELETE clears. A browser's page may not use it: requests with an
 * `Origin` or for another host name are refused, and a POST must be JSON.
 */
export function controlApp(faults: FaultList): Hono {
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
  app.notFound(({ json }) => json({ error: 'The sandbox has /_sandbox/faults, /google and /x.' }, 404));
  return app;
}

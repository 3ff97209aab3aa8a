import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';
import type { Host } from './host.ts';
import { callbackRoutes } from './routes/callback.ts';
import { connectRoutes } from './routes/connect.ts';
import { inboxRoutes } from './routes/inbox.ts';
import { integrationRoutes } from './routes/integrations.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { toolsApi } from './routes/tools-api.ts';
import { readSession, requireSession } from './web/current-session.ts';
import { handleErrors } from './web/handle-errors.ts';
import { HostError } from './web/host-error.ts';
import { logRequests } from './web/log-requests.ts';
import { nameInstance } from './web/name-instance.ts';
import { sameOrigin } from './web/same-origin.ts';
import { securityHeaders } from './web/security-headers.ts';

const assets = fileURLToPath(new URL('assets', import.meta.url));

/** The whole host as an Express application; the order is what protects it. */
export function createApp(host: Host): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  if (host.instance !== undefined) app.use(nameInstance(host.instance));
  app.use(logRequests(host.logger), securityHeaders);
  app.use('/assets', express.static(assets, { index: false, redirect: false }));
  app.use(readSession(host.sessions, host.publicUrl));
  app.use('/api', toolsApi(host));
  app.use(sameOrigin(host.publicUrl), express.urlencoded({ extended: false, limit: '8kb' }));
  app.use(signInRoutes(host));
  // Before requireSession: a callback without a session is refused, not sent to the sign-in page.
  app.use(callbackRoutes(host));
  app.use(requireSession, connectRoutes(host), integrationRoutes(host), inboxRoutes(host));
  app.use(() => {
    throw new HostError(404, 'not_found', { message: 'There is no such page.' });
  });
  app.use(handleErrors(host.logger));
  return app;
}

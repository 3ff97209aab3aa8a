import type { Disconnected } from '@sidecar/core';
import { type Request, type RequestHandler, Router } from 'express';
import type { Host } from '../host.ts';
import type { Notice, Session } from '../identity/sessions.ts';
import type { HostPlugins, HostUserSidecar } from '../open-sidecar.ts';
import { disconnectPage } from '../pages/disconnect-page.ts';
import { integrationsPage } from '../pages/integrations-page.ts';
import { requiredSession } from '../web/current-session.ts';
import { failureOf } from '../web/failure.ts';
import { formText } from '../web/form-text.ts';
import { logFailure } from '../web/log-failure.ts';
import { requirePlugin } from './require-plugin.ts';

type HostPlugin = HostPlugins[number];

/** What a button does to an integration, and what the next page says about it. */
type Act = (sidecar: HostUserSidecar, plugin: HostPlugin, account: string | undefined) => Promise<Notice>;

/** The page of a user's integrations, and what its buttons do. */
export function integrationRoutes(host: Host): Router {
  const { sidecar, sessions, plugins, users, apiKeys, publicUrl } = host;
  const router = Router();

  async function page({ user }: Session, notice: Notice | undefined): Promise<string> {
    const statuses = await sidecar.forUser(user).statuses();
    return integrationsPage({ user: users.nameOf(user), plugins, statuses, publicUrl, notice });
  }

  router.get('/', async (_request, response) => {
    const session = requiredSession(response);
    response.send(await page(session, await sessions.takeNotice(session.id)));
  });

  router.get('/integrations/:integration/disconnect', async (request, response) => {
    const { user } = requiredSession(response);
    const plugin = requirePlugin(plugins, request.params.integration);
    const account = typeof request.query.account === 'string' ? request.query.account : undefined;
    const status = await sidecar.forUser(user).status(plugin.id, account);
    if (status.account === undefined) return response.redirect(303, '/');
    response.send(disconnectPage({ status, user: users.nameOf(user) }));
  });

  router.post('/integrations/:integration/disconnect', act(host, disconnect));
  router.post('/integrations/:integration/verify', act(host, verify));
  router.post('/integrations/:integration/enable', act(host, enable));
  router.post('/integrations/:integration/disable', act(host, disable));

  // Answered with the page itself: the key is kept nowhere, also not for the next page.
  router.post('/api-key', async (_request, response) => {
    const session = requiredSession(response);
    response.send(await page(session, { kind: 'secret', text: await apiKeys.create(session.user) }));
  });

  return router;
}

/** Does what a button asks for, and goes back to the page, which says how it went. */
function act(
  { sidecar, sessions, plugins, logger }: Host,
  action: Act,
): RequestHandler<{ integration: string }> {
  return async (request, response) => {
    const session = requiredSession(response);
    const plugin = requirePlugin(plugins, request.params.integration);
    const notice = await action(sidecar.forUser(session.user), plugin, accountOf(request)).catch((error) => {
      logFailure(logger, request, error);
      return problem(error);
    });
    await sessions.leaveNotice(session.id, notice);
    response.redirect(303, '/');
  };
}

function accountOf(request: Request<{ integration: string }>): string | undefined {
  return formText(request, 'account') || undefined;
}

const verify: Act = async (sidecar, { id, name }, account) => {
  const { state, identity } = await sidecar.verify(id, account);
  if (state !== 'connected') return { kind: 'problem', text: `${name} does not work at the moment.` };
  return { kind: 'done', text: `${name} works${identity === undefined ? '' : ` as ${identity}`}.` };
};

const enable: Act = async (sidecar, { id, name }) => {
  await sidecar.enable(id);
  return { kind: 'done', text: `${name} is enabled.` };
};

const disable: Act = async (sidecar, { id, name }) => {
  await sidecar.disable(id);
  return { kind: 'done', text: `${name} is disabled. Its connection is kept.` };
};

const disconnect: Act = async (sidecar, { id, name }, account) =>
  disconnected(name, await sidecar.disconnect(id, account));

function disconnected(name: string, { revoked, manualUrl }: Disconnected): Notice {
  if (revoked) return { kind: 'done', text: `${name} is disconnected, and its access has ended.` };
  const text = `${name} is disconnected here.`;
  if (manualUrl === undefined) return { kind: 'done', text };
  return { kind: 'done', text: `${text} End its access there too:`, link: manualUrl };
}

function problem(error: unknown): Notice {
  const { message, nextAction } = failureOf(error);
  return { kind: 'problem', text: nextAction === undefined ? message : `${message} ${nextAction}` };
}

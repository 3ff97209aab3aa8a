import { SidecarError } from '@sidecar/core';
import { Router } from 'express';
import type { Host } from '../host.ts';
import { bindingCookie, readCookie } from '../web/cookies.ts';
import { sessionOf } from '../web/current-session.ts';
import { requirePlugin } from './require-plugin.ts';

/** Where the provider of an integration sends the browser back to; a path of its own for each. */
export function callbackPath(integration: string): string {
  return `/callback/${integration}`;
}

/** Back from the provider's consent page. Only the browser and the user that started can finish. */
export function callbackRoutes({ sidecar, sessions, plugins, publicUrl }: Host): Router {
  const router = Router();

  router.get('/callback/:integration', async (request, response) => {
    // The address holds the provider's code: no page may learn where this browser comes from.
    response.set('referrer-policy', 'no-referrer');
    const plugin = requirePlugin(plugins, request.params.integration);
    const session = sessionOf(response);
    if (!session) throw startedByNobody();
    const url = publicUrl + request.originalUrl;
    const state = new URL(url).searchParams.get('state') ?? '';
    const cookie = bindingCookie(publicUrl, callbackPath(plugin.id), state);
    const binding = readCookie(request, cookie.name) ?? '';
    await sidecar.forUser(session.user).handleCallback(url, { binding });
    response.clearCookie(cookie.name, cookie.options);
    await sessions.leaveNotice(session.id, { kind: 'done', text: `${plugin.name} is connected.` });
    response.redirect(303, '/');
  });

  return router;
}

function startedByNobody(): SidecarError {
  return new SidecarError('state_mismatch', 'Nobody is signed in here who could have started this.', {
    nextAction: 'Sign in, and connect from your integrations.',
  });
}

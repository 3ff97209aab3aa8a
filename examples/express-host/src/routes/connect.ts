import { Router } from 'express';
import type { Host } from '../host.ts';
import { handOverPage } from '../pages/hand-over-page.ts';
import { bindingCookie } from '../web/cookies.ts';
import { requiredSession } from '../web/current-session.ts';
import { formText } from '../web/form-text.ts';
import { callbackPath } from './callback.ts';
import { requirePlugin } from './require-plugin.ts';

/** Connecting an account in the browser: off to the provider's consent page. */
export function connectRoutes({ sidecar, plugins, users, publicUrl }: Host): Router {
  const router = Router();

  router.post('/integrations/:integration/connect', async (request, response) => {
    const { user } = requiredSession(response);
    const { id, name } = requirePlugin(plugins, request.params.integration);
    const redirectUri = publicUrl + callbackPath(id);
    // Which of several accounts is connected again; core's own choice for the first one.
    const account = formText(request, 'account');
    const options = { redirectUri, ...(account && { account }) };
    const { authUrl, state, binding } = await sidecar.forUser(user).startAuthFlow(id, options);
    const cookie = bindingCookie(publicUrl, callbackPath(id), state);
    response.cookie(cookie.name, binding, cookie.options);
    response.send(handOverPage({ name, authUrl, user: users.nameOf(user) }));
  });

  return router;
}

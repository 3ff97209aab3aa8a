import { Router } from 'express';
import type { Host } from '../host.ts';
import { inboxPage } from '../pages/inbox-page.ts';
import { requiredSession } from '../web/current-session.ts';

/** A page of the host's own that uses a tool: names, inputs and outputs are typed. */
export function inboxRoutes({ sidecar, users }: Host): Router {
  const router = Router();

  router.get('/inbox', async (_request, response) => {
    const { user } = requiredSession(response);
    const { emails } = await sidecar.forUser(user).run('email_list', { limit: 20 });
    response.send(inboxPage({ user: users.nameOf(user), mails: emails }));
  });

  return router;
}

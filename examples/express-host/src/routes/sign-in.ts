import { Router } from 'express';
import type { Host } from '../host.ts';
import { signInPage } from '../pages/sign-in-page.ts';
import { sessionCookie } from '../web/cookies.ts';
import { sessionOf } from '../web/current-session.ts';
import { formText } from '../web/form-text.ts';

/** Signing in to this host and out of it. */
export function signInRoutes({ users, sessions, signInLimit, publicUrl }: Host): Router {
  const router = Router();
  const cookie = sessionCookie(publicUrl);

  router.get('/sign-in', (_request, response) => {
    if (sessionOf(response)) return response.redirect(303, '/');
    response.send(signInPage());
  });

  router.post('/sign-in', async (request, response) => {
    const name = formText(request, 'name').trim().toLowerCase().slice(0, 80);
    if (!signInLimit.allows(name)) {
      response.status(429).set('retry-after', '60');
      return response.send(signInPage({ name, problem: 'Too many attempts. Try again in a minute.' }));
    }
    const user = users.authenticate(name, formText(request, 'password'));
    if (!user) {
      signInLimit.noteFailure(name);
      response.status(401);
      return response.send(signInPage({ name, problem: 'The user name or the password is wrong.' }));
    }
    // A new session each time: one that somebody slipped into this browser is worth nothing.
    const before = sessionOf(response);
    if (before) await sessions.end(before.id);
    const session = await sessions.start(user.id);
    response.cookie(cookie.name, session.id, cookie.options);
    response.redirect(303, '/');
  });

  router.post('/sign-out', async (_request, response) => {
    const session = sessionOf(response);
    if (session) await sessions.end(session.id);
    response.clearCookie(cookie.name, cookie.options);
    response.redirect(303, '/sign-in');
  });

  return router;
}

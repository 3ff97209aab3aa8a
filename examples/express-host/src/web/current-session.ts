import type { RequestHandler, Response } from 'express';
import type { Session, Sessions } from '../identity/sessions.ts';
import { readCookie, sessionCookie } from './cookies.ts';

/** Finds out which session a request belongs to, if to any. */
export function readSession(sessions: Sessions, publicUrl: string): RequestHandler {
  const { name } = sessionCookie(publicUrl);
  return async (request, response, next) => {
    response.locals.session = await sessions.find(readCookie(request, name) ?? '');
    next();
  };
}

/** The session of the request that this response answers, if it has one. */
export function sessionOf(response: Response): Session | undefined {
  return response.locals.session;
}

/** The session where nobody gets without one: behind `requireSession`. */
export function requiredSession(response: Response): Session {
  const session = sessionOf(response);
  if (session) return session;
  throw new Error('This route is not behind requireSession.');
}

/** Sends whoever is not signed in to the sign-in page. */
export const requireSession: RequestHandler = (_request, response, next) => {
  if (sessionOf(response)) return next();
  response.redirect(303, '/sign-in');
};

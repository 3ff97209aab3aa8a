import type { RequestHandler } from 'express';
import { HostError } from './host-error.ts';

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses changes that another site's page asks for in a signed-in browser. Every browser sends `Origin` with a POST;
 * what sends neither header is no browser, and has an API key instead of a cookie.
 */
export function sameOrigin(publicUrl: string): RequestHandler {
  return (request, _response, next) => {
    const { origin, 'sec-fetch-site': site } = request.headers;
    const fits = origin === undefined ? site === 'same-origin' : origin === publicUrl;
    if (safeMethods.has(request.method) || fits) return next();
    throw new HostError(403, 'cross_site', {
      message: 'This request does not come from a page of this host.',
      nextAction: `Open ${publicUrl} and try again there.`,
    });
  };
}

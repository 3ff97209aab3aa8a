import type { OutgoingRequest } from './outgoing-request.ts';

/** What follows from a redirect: the next request, or why there is none. */
export type Redirect = { readonly next: OutgoingRequest } | { readonly refused: string };

const redirectStatuses = new Set([301, 302, 303, 307, 308]);
const bodyHeaders = [
  'content-type',
  'content-length',
  'content-encoding',
  'content-language',
  'content-location',
];

/** The request that an answer redirects to by the Fetch standard (section 4.4), but never from https to http; undefined when it is no redirect. */
export function readRedirect(request: OutgoingRequest, answer: Response): Redirect | undefined {
  const location = answer.headers.get('location');
  if (!redirectStatuses.has(answer.status) || location === null) return undefined;
  if (!URL.canParse(location, request.url)) return { refused: 'to a URL that is none' };
  const url = new URL(location, request.url);
  url.username = '';
  url.password = '';
  if (!url.hash) url.hash = request.url.hash;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { refused: `to ${url.protocol}` };
  if (request.url.protocol === 'https:' && url.protocol === 'http:') return { refused: 'from https to http' };
  if (becomesGet(request.method, answer.status)) return { next: asGet(request, url) };
  if (!request.replayable) return { refused: 'with a body that cannot be sent twice' };
  return { next: { ...request, url } };
}

function becomesGet(method: string, status: number): boolean {
  if (status === 303) return method !== 'GET' && method !== 'HEAD';
  return (status === 301 || status === 302) && method === 'POST';
}

function asGet(request: OutgoingRequest, url: URL): OutgoingRequest {
  const headers = new Headers(request.headers);
  for (const name of bodyHeaders) headers.delete(name);
  return { url, method: 'GET', headers, replayable: true, otherInit: request.otherInit };
}

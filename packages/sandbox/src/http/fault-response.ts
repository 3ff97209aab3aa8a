import type { Fault } from './fault.ts';

const hugeBytes = 11 * 1024 * 1024;

/** The answer of a fault that answers at all; `describe` puts an error into the service's own shape. */
export function faultResponse(fault: Fault, describe: (status: number) => object): Response | undefined {
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' });
  if (fault.retryAfter !== undefined) headers.set('retry-after', String(fault.retryAfter));
  switch (fault.kind) {
    case 'status': {
      const status = fault.status ?? 500;
      return new Response(JSON.stringify(describe(status)), { status, headers });
    }
    case 'html': {
      headers.set('content-type', 'text/html; charset=utf-8');
      const text =
        '<!doctype html><html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>';
      return new Response(text, { status: fault.status ?? 502, headers });
    }
    case 'garbage':
      return new Response('{"access_token":"\u0000\u0007', { status: fault.status ?? 200, headers });
    case 'huge':
      return new Response(`{"padding":"${'x'.repeat(hugeBytes)}"}`, { status: fault.status ?? 200, headers });
    default:
      return undefined;
  }
}

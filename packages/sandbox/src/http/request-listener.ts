import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { ServiceId } from '../sandbox.ts';
import type { Service } from '../service.ts';
import { controlApp } from './control.ts';
import type { FaultList } from './faults.ts';
import { readBody } from './read-body.ts';
import { send, serve } from './serve.ts';

const controlLimitBytes = 64 * 1024;

/** Sends each request to the service that its path begins with. */
export function requestListener(
  services: Readonly<Record<ServiceId, Service>>,
  faults: FaultList,
): RequestListener {
  const control = controlApp(faults);

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const [, id, rest = ''] = path.match(/^\/(google|x)(\/.*)$/s) ?? [];
    if (id !== 'google' && id !== 'x') return serveControl(request, response);
    // oidc-provider learns from the difference under which prefix it is mounted.
    Object.assign(request, { originalUrl: path });
    request.url = rest;
    await serve(services[id], faults, { request, response });
  }

  async function serveControl(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, controlLimitBytes);
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const method = request.method ?? 'GET';
    const forwarded = new Request(new URL(request.url ?? '/', 'http://127.0.0.1'), {
      method,
      headers,
      ...(body.length > 0 && method !== 'GET' && method !== 'HEAD' && { body: new Uint8Array(body) }),
    });
    await send(await control.fetch(forwarded), request, response);
  }

  return (request, response) => {
    route(request, response).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : 'unknown';
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(`The sandbox itself failed: ${message}\n`);
    });
  };
}

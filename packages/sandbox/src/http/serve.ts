import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Service } from '../service.ts';
import type { Fault, FaultArea } from './fault.ts';
import { faultResponse } from './fault-response.ts';
import type { FaultList } from './faults.ts';
import { readBody } from './read-body.ts';
import { recordedBody, recordedHeaders } from './recorder.ts';
import { send } from './send.ts';
import { toWebRequest } from './to-web-request.ts';

const bodyLimitBytes = 36 * 1024 * 1024;

/** Serves one request to one service, with the fault that is switched on for it. */
export async function serve(
  service: Service,
  faults: FaultList,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const target = request.url ?? '/';
  const url = new URL(target, service.realOriginOf?.(target) ?? service.realOrigin);
  const area = areaOf(service, url.pathname);
  if (area === 'token') service.tokenLog.begin(request);
  const fault = area && faults.take(service.id, area, `${request.method} ${url.pathname}`);
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'cut') {
    request.socket.destroy();
    return;
  }
  if (fault?.kind === 'slow') await setTimeout(fault.delayMs ?? 1_000);
  if (fault?.kind === 'lost-answer') loseAnswer(request, response);
  const failure = fault && faultResponse(fault, describer(service, area));
  if (failure) service.tokenLog.note(request, { status: failure.status });
  if (area !== 'api')
    return failure ? send(failure, request, response) : service.authorization.handle(request, response);
  await serveApi(service, url, { request, response, failure });
}

function areaOf({ dialect: { routes }, isApi }: Service, path: string): FaultArea | undefined {
  if (path === routes.token) return 'token';
  if (path === routes.revocation) return 'revocation';
  return isApi(path) ? 'api' : undefined;
}

function describer(service: Service, area: Fault['on'] | undefined) {
  if (area === 'api') return service.describeError;
  return (status: number) => ({ error: status < 500 ? 'invalid_request' : 'server_error' });
}

/** Lets everything happen but the answer. */
function loseAnswer(request: IncomingMessage, response: ServerResponse): void {
  response.write = () => true;
  response.end = () => {
    request.socket.destroy();
    return response;
  };
}

async function serveApi(
  service: Service,
  url: URL,
  {
    request,
    response,
    failure,
  }: { request: IncomingMessage; response: ServerResponse; failure: Response | undefined },
): Promise<void> {
  const body = await readBody(request, bodyLimitBytes).catch(() => undefined);
  if (!body) return send(Response.json(service.describeError(413), { status: 413 }), request, response);
  const forwarded = toWebRequest(request, url, body);
  const { method, headers } = forwarded;
  const answer = failure ?? (await service.api.fetch(forwarded));
  const bytes = new Uint8Array(await answer.clone().arrayBuffer());
  service.recorder.add({
    method,
    url: url.href,
    headers: recordedHeaders(headers),
    ...(body.length > 0 && { body: recordedBody(body, headers.get('content-type')) }),
    response: {
      status: answer.status,
      headers: recordedHeaders(answer.headers),
      body: recordedBody(bytes, answer.headers.get('content-type')),
    },
  });
  await send(answer, request, response);
}

import type { CallEnvironment } from './call-environment.ts';
import type { CallLimit } from './call-limit.ts';
import type { CallProgress } from './connection-call.ts';
import type { Answer } from './exchange.ts';
import { limitBody } from './limited-body.ts';

/** The answer as the caller gets it: its body still bounded by the call's limits. Throws when it says itself that it is too long. */
export function handOver(
  { response, body }: Answer,
  call: { readonly environment: CallEnvironment; readonly limit: CallLimit; readonly progress: CallProgress },
): Response {
  const { environment, limit, progress } = call;
  const { errors, limits } = environment;
  const { stream } = body;
  if (!stream) {
    limit.end();
    return response;
  }
  if (Number(response.headers.get('content-length')) > limits.bodyBytes) {
    stream.cancel().catch(() => undefined);
    throw errors.tooLong(limits.bodyBytes, progress);
  }
  const limited = limitBody(stream, {
    limitBytes: limits.bodyBytes,
    signal: limit.signal,
    tooLong: () => errors.tooLong(limits.bodyBytes, progress),
    broken: (cause) => errors.cutOff({ cause, ...progress }),
    onEnd: limit.end,
  });
  const { status, statusText, headers, url } = response;
  const copy = new Response(limited, { status, statusText, headers });
  // Only fetch itself can make a Response that knows its URL; SDKs read it.
  return Object.defineProperty(copy, 'url', { value: url });
}

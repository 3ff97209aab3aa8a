import type { CallEnvironment } from './call-environment.ts';
import type { CallLimit } from './call-limit.ts';
import type { CallProgress } from './call-request.ts';
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
  const facts = { url: response.url, redirected: progress.redirects > 0 };
  if (!stream) {
    limit.end();
    return withFacts(response, facts);
  }
  const tooLong = () => errors.tooLong(limits.bodyBytes, { written: progress.written });
  if (Number(response.headers.get('content-length')) > limits.bodyBytes) {
    stream.cancel().catch(() => undefined);
    throw tooLong();
  }
  const limited = limitBody(stream, {
    limitBytes: limits.bodyBytes,
    signal: limit.signal,
    tooLong,
    broken: (cause) => errors.cutOff({ cause, written: progress.written }),
    onEnd: limit.end,
  });
  const { status, statusText, headers } = response;
  return withFacts(new Response(limited, { status, statusText, headers }), facts);
}

/** Only fetch itself can make a Response that knows where it came from, and SDKs read it, also of clones. */
function withFacts(
  response: Response,
  facts: { readonly url: string; readonly redirected: boolean },
): Response {
  return Object.defineProperties(response, {
    url: { value: facts.url },
    redirected: { value: facts.redirected },
    clone: { value: () => withFacts(Response.prototype.clone.call(response), facts) },
  });
}

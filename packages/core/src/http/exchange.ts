import { redact } from '../redact.ts';
import type { CallEnvironment } from './call-environment.ts';
import { withCredential, withoutCredentials } from './credential-headers.ts';
import type { IssuedCredential } from './credential-source.ts';
import { type AnswerBody, readAnswerBody } from './judge-answer.ts';
import { type NetworkFailure, readNetworkFailure } from './network-failure.ts';
import { orAborted } from './or-aborted.ts';
import type { OutgoingRequest } from './outgoing-request.ts';

/** An answer, read as far as it takes to judge it; `body` takes the place of the response's own. */
export interface Answer {
  readonly response: Response;
  readonly body: AnswerBody;
}

/** One request sent once: its answer, or why there is none. */
export type Exchange = Answer | { readonly failure: NetworkFailure; readonly cause: unknown };

/** Sends a request once, with the credential that was issued for it or, to a foreign origin, with none. Rejects with the signal's reason only. */
export async function exchange(
  environment: CallEnvironment,
  request: OutgoingRequest,
  options: {
    readonly issued: IssuedCredential | undefined;
    readonly signal: AbortSignal;
  },
): Promise<Exchange> {
  // Taken out of its object: some runtimes refuse to call their fetch as a method.
  const { clock, credentialHeaders, fetch, logger, name } = environment;
  const { issued, signal } = options;
  const headers = issued
    ? withCredential(request.headers, issued)
    : withoutCredentials(request.headers, credentialHeaders);
  const startedAt = clock.monotonic();
  const log = (outcome: string | number) => {
    const durationMs = Math.round(clock.monotonic() - startedAt);
    logger.debug(`${name}: ${request.method} ${withoutQuery(request.url)} ${outcome} (${durationMs} ms)`);
  };
  try {
    const sent = fetch(request.url.href, { ...fetchInit(request), headers, signal });
    const response = await orAborted(sent, signal);
    log(response.status);
    const body = await orAborted(readAnswerBody(response, issued && environment.answers), signal);
    return { response, body };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const failure = readNetworkFailure(error);
    log(`failed: ${failure.code}`);
    return { failure, cause: error };
  }
}

function fetchInit({ otherInit, method, body, replayable }: OutgoingRequest): RequestInit {
  return {
    ...otherInit,
    method,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
    // Fetch insists on it for streams; TypeScript's DOM types lack it.
    ...(replayable ? {} : { duplex: 'half' }),
  };
}

/** Queries, fragments and user names may hold secrets, and so may a path. */
function withoutQuery(url: URL): string {
  return redact(`${url.origin}${url.pathname}`);
}

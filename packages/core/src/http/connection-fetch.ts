import type { Clock } from '../clock.ts';
import type { ConnectionFetch, ConnectionRequestInit } from '../connection.ts';
import { SidecarError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { AnswerRules } from '../plugin.ts';
import type { CallEnvironment, CallLimits } from './call-environment.ts';
import { createCallErrors } from './call-errors.ts';
import { startCallLimit } from './call-limit.ts';
import type { CallProgress } from './call-request.ts';
import { ConnectionCall } from './connection-call.ts';
import type { CredentialSource } from './credential-source.ts';
import { handOver } from './hand-over.ts';
import { orAborted } from './or-aborted.ts';
import { isRequest, readRequest } from './outgoing-request.ts';
import type { RequestHold } from './request-hold.ts';

/** What a connection's fetch is made of. */
export interface ConnectionFetchOptions {
  readonly integration: { readonly id: string; readonly name: string };
  /** `user/account`, for errors. */
  readonly connection: string;
  /** The only origins that get credentials. */
  readonly origins: readonly string[];
  readonly credentials: CredentialSource;
  readonly answers?: AnswerRules | undefined;
  /** One per connection, shared by all of its fetches. */
  readonly hold: RequestHold;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random?: () => number;
  readonly limits?: Partial<CallLimits>;
}

const usualLimits: CallLimits = {
  totalMs: 60_000,
  rateLimitWaitMs: 20_000,
  bodyBytes: 50_000_000,
  attempts: 3,
};

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Makes a connection's authenticated fetch. */
export function createConnectionFetch(options: ConnectionFetchOptions): ConnectionFetch {
  const { integration, connection, origins, random = Math.random, limits, ...shared } = options;
  const environment: CallEnvironment = {
    ...shared,
    name: integration.name,
    answers: options.answers,
    origins: new Set(origins.map((origin) => new URL(origin).origin)),
    credentialHeaders: new Set(),
    random,
    limits: { ...usualLimits, ...limits },
    errors: createCallErrors(integration, connection),
  };
  return (input, init = {}) => call(environment, input, init);
}

async function call(
  environment: CallEnvironment,
  input: string | URL | Request,
  init: ConnectionRequestInit,
): Promise<Response> {
  const { clock, errors, limits } = environment;
  const progress: CallProgress = { written: false, redirects: 0 };
  const limit = startCallLimit({
    clock,
    totalMs: limits.totalMs,
    signal: init.signal ?? (isRequest(input) ? input.signal : undefined),
    timeout: () => errors.timeout(limits.totalMs, { written: progress.written }),
    aborted: () => errors.aborted({ written: progress.written }),
  });
  try {
    const reading = readRequest(input, init).catch((error) => {
      throw errors.unreadableRequest(error);
    });
    const request = await orAborted(reading, limit.signal);
    const answer = await new ConnectionCall(environment, {
      request,
      idempotent: init.idempotent ?? safeMethods.has(request.method),
      followRedirects: (init.redirect ?? (isRequest(input) ? input.redirect : 'follow')) === 'follow',
      credential: init.credential,
      signal: limit.signal,
      remainingMs: limit.remainingMs,
      progress,
    }).run();
    return handOver(answer, { environment, limit, progress });
  } catch (error) {
    limit.end();
    throw SidecarError.isInstance(error) ? error : errors.internal('a call failed unexpectedly.', error);
  }
}

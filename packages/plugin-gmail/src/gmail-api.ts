import { Readable } from 'node:stream';
import type { gmail_v1 } from '@googleapis/gmail';
import { type ConnectionFetch, SidecarError } from '@sidecar/core';
import type { z } from 'zod';
import { gmailError, gmailFailure } from './gmail-errors.ts';

interface CallOptions {
  readonly signal: AbortSignal;
  /** Whether doing it twice does no harm, where the method does not say so. */
  readonly idempotent?: boolean;
  /** Whether it matters that it may have been done although it failed. */
  readonly sends?: boolean;
}

/** What Google's methods take last. */
type MethodOptions = Omit<gmail_v1.Options, 'version' | 'auth'>;

type Request = (
  users: gmail_v1.Resource$Users,
  options: MethodOptions,
) => Promise<{ readonly status: number; readonly data: unknown }>;

/** One way to call Google's client library. */
export interface GmailApi {
  /** Makes a request and reads its answer, or fails with a SidecarError. */
  call<S extends z.ZodType>(schema: S, options: CallOptions, request: Request): Promise<z.output<S>>;
  /** A mail as the library's `media`. */
  upload(mime: Uint8Array): { readonly mimeType: string; readonly body: Readable };
}

/** Google's library over the connection's fetch, without its own retries, credentials and error objects. */
export function gmailApi(fetch: ConnectionFetch, apiUrl: string): GmailApi {
  let users: Promise<gmail_v1.Resource$Users> | undefined;
  return {
    call: async (schema, options, request) => {
      users ??= loadUsers();
      const resource = await users;
      const answer = await request(resource, { ...methodOptions(fetch, options), rootUrl: apiUrl }).then(
        undefined,
        (error) => {
          throw gmailFailure(error, options);
        },
      );
      if (answer.status < 200 || answer.status > 299) throw gmailError(answer.status, answer.data);
      const parsed = schema.safeParse(answer.data);
      if (parsed.success) return parsed.data;
      throw new SidecarError('invalid_response', 'Gmail answered in a form that is not its own.', {
        integration: 'gmail',
        retryable: false,
        ...(options.sends
          ? { outcome: 'unknown', nextAction: 'Look in Gmail whether it was done before doing it again.' }
          : {}),
      });
    },
    upload: (mime) => ({ mimeType: 'message/rfc822', body: Readable.from([mime]) }),
  };
}

async function loadUsers(): Promise<gmail_v1.Resource$Users> {
  const { gmail } = await import('@googleapis/gmail');
  return gmail({
    version: 'v1',
    // Else an environment variable of Google Cloud's could send the mailbox's requests elsewhere.
    universeDomain: 'googleapis.com',
  }).users;
}

function methodOptions(fetch: ConnectionFetch, { signal, idempotent }: CallOptions): MethodOptions {
  return {
    signal,
    retry: false,
    responseType: 'json',
    validateStatus: () => true,
    // A proxy is the matter of the connection's fetch.
    noProxy: [/^/],
    fetchImplementation: async (input, init = {}) => {
      const { method, headers, body } = init;
      return fetch(input, {
        signal,
        ...(method === undefined ? {} : { method }),
        ...(headers === undefined ? {} : { headers }),
        ...(body === undefined || body === null ? {} : { body: await replayable(body) }),
        ...(idempotent ? { idempotent } : {}),
      });
    },
  };
}

/** The library makes a stream of an upload; a request that may have to wait for a new token needs bytes. */
async function replayable(body: BodyInit | Readable): Promise<BodyInit> {
  return body instanceof Readable ? Buffer.concat(await body.toArray()) : body;
}

import { type ConnectionFetch, SidecarError, type SidecarErrorCode } from '@sidecar/core';
import type { ITwitterApiClientPlugin } from 'twitter-api-v2';
import { twitterError } from './twitter-errors.ts';

type RequestParameters = Parameters<
  NonNullable<ITwitterApiClientPlugin['onBeforeRequestConfig']>
>[0]['params'];

/**
 * Makes twitter-api-v2 send its requests through the connection's fetch. An answer returned from
 * `onBeforeRequestConfig` is taken as the response, so the library's own https stack, retries and tokens stay unused.
 */
export function fetchTransport(fetch: ConnectionFetch, signal: AbortSignal): ITwitterApiClientPlugin {
  return {
    onBeforeRequestConfig: async ({ params }) => {
      const isWrite = params.method.toUpperCase() !== 'GET';
      const response = await fetch(requestUrl(params), requestInit(params, signal));
      const body = parseJson(await readBody(response, isWrite));
      if (!response.ok) throw twitterError(response.status, body);
      if (!hasContent(body)) throw withoutContent(response.status, body, isWrite);
      return { data: body, headers: Object.fromEntries(response.headers) };
    },
  };
}

function requestUrl({ url, params = {}, query = {} }: RequestParameters): URL {
  const address = new URL(
    url.replace(/:([a-z_]+)/g, (whole, name: string) =>
      name in params ? encodeURIComponent(String(params[name])) : whole,
    ),
  );
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) address.searchParams.set(name, String(value));
  }
  return address;
}

function requestInit({ method, body }: RequestParameters, signal: AbortSignal): RequestInit {
  const accept = 'application/json';
  if (body === undefined) return { method, signal, headers: { accept } };
  const headers = { accept, 'content-type': 'application/json' };
  return { method, signal, headers, body: JSON.stringify(body) };
}

/** Every answer of X has data, or `meta` where a list is empty. */
function hasContent(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  return ('data' in body && Boolean(body.data)) || ('meta' in body && Boolean(body.meta));
}

/** X answers 200 with nothing but errors for what it cannot find or show. */
function withoutContent(status: number, body: unknown, isWrite: boolean): SidecarError {
  if (typeof body === 'object' && body !== null && 'errors' in body) return twitterError(status, body);
  return failure('invalid_response', 'Twitter answered something that is not of its API.', { isWrite });
}

async function readBody(response: Response, isWrite: boolean): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    if (SidecarError.isInstance(error) && (!isWrite || error.outcome)) throw error;
    throw failure('network', 'The answer from Twitter broke off in the middle.', { isWrite, cause: error });
  }
}

/** A write whose answer cannot be read may have been done. */
function failure(
  code: SidecarErrorCode,
  message: string,
  { isWrite, ...details }: { readonly isWrite: boolean; readonly cause?: unknown },
): SidecarError {
  const unknown = {
    outcome: 'unknown',
    nextAction: 'Check in Twitter whether it was done before trying again.',
  } as const;
  return new SidecarError(code, message, {
    integration: 'twitter',
    ...details,
    ...(isWrite ? unknown : {}),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

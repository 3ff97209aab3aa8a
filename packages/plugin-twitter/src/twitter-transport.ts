import { type ConnectionFetch, SidecarError } from '@sidecar/core';
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
      if (!response.ok)
        throw twitterError({ status: response.status, headers: response.headers, body, isWrite });
      if (body === undefined) throw unreadable(isWrite);
      if (holdsOnlyErrors(body)) throw twitterError({ status: response.status, body, isWrite });
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

/** X answers 200 for what it cannot find or show; with some of the data there, the errors say only what is missing. */
function holdsOnlyErrors(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('errors' in body)) return false;
  return !('data' in body && body.data) && !('meta' in body && body.meta);
}

async function readBody(response: Response, isWrite: boolean): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    if (SidecarError.isInstance(error) && (!isWrite || error.outcome)) throw error;
    throw new SidecarError(
      'network',
      `X's answer was cut off.${isWrite ? ' It may have been carried out.' : ''}`,
      {
        integration: 'twitter',
        cause: error,
        ...(isWrite ? { outcome: 'unknown' } : {}),
      },
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreadable(isWrite: boolean): SidecarError {
  return new SidecarError('invalid_response', 'X answered something that is not JSON.', {
    integration: 'twitter',
    ...(isWrite ? { outcome: 'unknown' } : {}),
  });
}

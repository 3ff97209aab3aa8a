import type { IncomingMessage } from 'node:http';
import type { AuthorizationDialect } from './authorization-dialect.ts';

/** A request to an endpoint that clients call, taken apart. */
export interface ReceivedRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** The parameters in the body; undefined when it is not in a format that the server reads. */
  readonly parameters: Readonly<Record<string, string>> | undefined;
}

const longestBody = 100_000;

/** Reads a request whole. */
export async function receivedRequest(
  request: IncomingMessage,
  { requestFormat }: AuthorizationDialect,
): Promise<ReceivedRequest> {
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const { headers } = request;
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
    if (body.length > longestBody) throw new Error('The request is too long.');
  }
  const type = headers['content-type']?.split(';')[0] ?? '';
  const isWanted = (format: 'form' | 'json') => requestFormat === format || requestFormat === 'either';
  const isPost = request.method === 'POST';
  if (isPost && type === 'application/x-www-form-urlencoded' && isWanted('form'))
    return { path, query, headers, parameters: Object.fromEntries(new URLSearchParams(body)) };
  if (isPost && type === 'application/json' && isWanted('json'))
    return { path, query, headers, parameters: parseParameters(body) };
  return { path, query, headers, parameters: undefined };
}

function parseParameters(body: string): Readonly<Record<string, string>> | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
  } catch {
    return undefined;
  }
}

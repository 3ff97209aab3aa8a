import type { ConnectionFetch } from '@sidecar/core';

/** What the fake answers: a body with status 200, or a whole response. */
export type Answer = Response | object;

/** One request as it was sent. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/** A connection's fetch that answers by method and path, and keeps what was sent. Whatever it does not know is an error. */
export function fakeX(answers: Record<string, Answer | ((request: SentRequest) => Answer)>) {
  const sent: SentRequest[] = [];
  const fetch: ConnectionFetch = async (input, init) => {
    const request = new Request(input, init);
    const text = await request.text();
    const record = {
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      ...(text ? { body: isJson(request) ? (JSON.parse(text) as unknown) : text } : {}),
    };
    sent.push(record);
    const answer = answers[`${request.method} ${new URL(request.url).pathname}`];
    if (!answer) throw new Error(`The fake knows no ${request.method} ${request.url}`);
    const given = typeof answer === 'function' ? answer(record) : answer;
    return given instanceof Response ? given.clone() : Response.json(given);
  };
  return { fetch, sent };
}

function isJson(request: Request): boolean {
  return request.headers.get('content-type')?.startsWith('application/json') ?? false;
}

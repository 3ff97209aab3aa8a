import type { ConnectionFetch } from '@sidecar/core';
import type { CheckedRequest } from './spec-problems.ts';

/** What the fake answers: a body with status 200, or a whole response. */
export type Answer = Response | object;

/** A connection's fetch that answers by method and path, and keeps what was sent. Whatever it does not know is an error. */
export function fakeGithub(answers: Readonly<Record<string, Answer>>) {
  const sent: CheckedRequest[] = [];
  const fetch: ConnectionFetch = async (input, init) => {
    const request = new Request(input, init);
    const text = await request.text();
    sent.push({
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      ...(text ? { body: JSON.parse(text) as unknown } : {}),
    });
    const answer = answers[`${request.method} ${new URL(request.url).pathname}`];
    if (!answer) throw new Error(`The fake knows no ${request.method} ${request.url}`);
    return answer instanceof Response ? answer.clone() : Response.json(answer);
  };
  return { fetch, sent };
}

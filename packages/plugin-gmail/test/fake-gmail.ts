import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';

const origin = 'https://gmail.googleapis.com';

/** What a test answers for one path of the API, and what was sent to it. */
export interface SentRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
}

/** Stands in for Gmail's API: answers what the test says, and remembers the requests. Anything else fails the test. */
export function fakeGmail() {
  const server = setupServer();
  const requests: SentRequest[] = [];
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
  afterEach(() => {
    server.resetHandlers();
    requests.length = 0;
  });
  afterAll(() => server.close());
  const on = (method: 'get' | 'post', path: string, answer: (request: SentRequest) => Response) =>
    server.use(
      http[method](`${origin}${path}`, async ({ request }) => {
        const { method: name, headers } = request;
        const sent = { method: name, url: new URL(request.url), headers, body: await request.text() };
        requests.push(sent);
        return answer(sent);
      }),
    );
  return { server, requests, on };
}

/** A JSON answer. */
export function json(body: object | null, status = 200): Response {
  return HttpResponse.json(body, { status });
}

/** An answer in Google's form of an error. */
export function googleError(status: number, reason: string, message = 'No.'): Response {
  return json({ error: { code: status, message, errors: [{ domain: 'global', reason, message }] } }, status);
}

/** A part of a message with text in it. */
export function textPart(mimeType: string, text: string, headers: Record<string, string> = {}) {
  return {
    partId: '',
    mimeType,
    filename: '',
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    body: { size: Buffer.byteLength(text), data: Buffer.from(text).toString('base64url') },
  };
}

/** A message as `users.messages.get` answers it. */
export function message(id: string, payload: object) {
  return {
    id,
    threadId: `t${id}`,
    labelIds: ['INBOX', 'UNREAD'],
    snippet: 'Hi',
    internalDate: '1777485004000',
    payload,
  };
}

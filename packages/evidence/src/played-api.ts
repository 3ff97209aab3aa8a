/** What a played API answers: a body with status 200, or a whole response. */
export type PlayedAnswer = Response | object;

/** A request as it was sent, its JSON parsed. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A fetch that answers by method and path (`GET /users/me`), and what it was sent. Whatever it does not know is an error. */
export function playedApi(
  answers: Readonly<Record<string, PlayedAnswer | ((request: SentRequest) => PlayedAnswer)>>,
) {
  const sent: SentRequest[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { method, url } = request;
    const text = await request.text();
    const body = text && isJson(request) ? (JSON.parse(text) as unknown) : text;
    const record = { method, url, headers: Object.fromEntries(request.headers), ...(text && { body }) };
    sent.push(record);
    const answer = answers[`${method} ${new URL(url).pathname}`];
    if (!answer) throw new Error(`Nobody plays ${method} ${url}`);
    const given = typeof answer === 'function' ? answer(record) : answer;
    return given instanceof Response ? given.clone() : Response.json(given);
  };
  return { fetch, sent };
}

function isJson(request: Request): boolean {
  return request.headers.get('content-type')?.startsWith('application/json') ?? false;
}

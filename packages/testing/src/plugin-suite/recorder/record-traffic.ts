import { type Body, readBody } from './recorded-body.ts';
import type { RecordedExchange } from './recorded-exchange.ts';
import { TrafficRedactor } from './traffic-redactor.ts';

/** What is recorded, and how. */
export interface TrafficRecorder {
  /** Give it to `createSidecar` and use the plugin. */
  readonly fetch: typeof fetch;
  /** What was recorded so far, redacted. */
  exchanges(): readonly RecordedExchange[];
  /** The same as a file, one exchange a line. */
  jsonLines(): string;
}

/** What a recorder leaves in, takes out and sends by. */
export interface RecordTrafficOptions {
  /** The global fetch unless given. */
  readonly fetch?: typeof fetch;
  /** Values that must not stand in the fixtures, beside the credentials that are seen on the way. */
  readonly secrets?: readonly string[];
  /** Addresses become `person1@example.com` and so on unless this is true. */
  readonly keepEmails?: boolean;
}

/** Of an answer's headers only what plugins read: limits, pages and types. Request headers are never recorded. */
const keptHeader =
  /^(?:content-type|retry-after|link|location|etag|x-?rate-?limit-.*|ratelimit.*|x-total.*|x-next-page)$/;

/** Headers that hold credentials at one provider or another. */
const credentialHeader = /^(?:proxy-)?authorization$|^cookie$|token$|api-?key$|secret/;

/** Records a plugin's traffic for `replayTraffic`. Requests for tokens are not recorded at all. */
export function recordTraffic(options: RecordTrafficOptions = {}): TrafficRecorder {
  const { secrets = [], keepEmails = false } = options;
  const redactor = new TrafficRedactor({ keepEmails });
  for (const secret of secrets) redactor.learn(secret);
  const recorded: RecordedExchange[] = [];
  const exchanges = () => recorded.map((exchange) => redacted(exchange, redactor));
  return {
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const copy = request.clone();
      const send = options.fetch ?? globalThis.fetch;
      const response = await send(request);
      const exchange = await readExchange(copy, response.clone(), redactor);
      if (exchange) recorded.push(exchange);
      return response;
    },
    exchanges,
    jsonLines: () =>
      exchanges()
        .map((exchange) => `${JSON.stringify(exchange)}\n`)
        .join(''),
  };
}

async function readExchange(
  request: Request,
  response: Response,
  redactor: TrafficRedactor,
): Promise<RecordedExchange | undefined> {
  for (const [name, value] of request.headers)
    if (credentialHeader.test(name)) redactor.learn(value.replace(/^\w+\s+/, ''));
  const sent = await readBody(request);
  const received = await readBody(response);
  redactor.learnFrom(sent.value);
  redactor.learnFrom(received.value);
  if (isTokenRequest(sent)) return undefined;
  const headers = Object.fromEntries([...response.headers].filter(([name]) => keptHeader.test(name)));
  return {
    method: request.method,
    url: request.url,
    ...(sent.value === undefined ? {} : { body: sent.value }),
    response: {
      status: response.status,
      headers,
      ...(received.value === undefined ? {} : { body: received.value }),
    },
  };
}

/** RFC 6749: every request for tokens says which grant it is. */
function isTokenRequest({ value }: Body): boolean {
  return typeof value === 'object' && value !== null && 'grant_type' in value;
}

function redacted(
  { url, response, ...exchange }: RecordedExchange,
  redactor: TrafficRedactor,
): RecordedExchange {
  const { status, headers = {}, body } = response;
  return {
    ...exchange,
    url: redactor.url(url),
    ...(exchange.body === undefined ? {} : { body: redactor.value(exchange.body) }),
    response: {
      status,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, redactor.text(value)]),
      ),
      ...(body === undefined ? {} : { body: redactor.value(body) }),
    },
  };
}

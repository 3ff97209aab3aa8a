import type { ConnectionFetch } from '@sidecar/core';
import { notion } from '../src/index.ts';
import { createNotionClient } from '../src/notion-client.ts';

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
export function fakeNotion(answers: Record<string, Answer | ((request: SentRequest) => Answer)>) {
  const sent: SentRequest[] = [];
  const fetch: ConnectionFetch = async (input, init) => {
    const request = new Request(input, init);
    const text = await request.text();
    const record = {
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      ...(text ? { body: JSON.parse(text) as unknown } : {}),
    };
    sent.push(record);
    const answer = answers[`${request.method} ${new URL(request.url).pathname}`];
    if (!answer) throw new Error(`The fake knows no ${request.method} ${request.url}`);
    const given = typeof answer === 'function' ? answer(record) : answer;
    return given instanceof Response ? given.clone() : Response.json(given);
  };
  return { fetch, sent };
}

type Tools = ReturnType<typeof notion>['tools'];

/** Parses the input, runs a tool of the plugin over a fetch, and parses its output, as core does. */
export async function runTool(
  name: Tools[number]['name'],
  input: unknown,
  { fetch }: { fetch: ConnectionFetch },
): Promise<unknown> {
  const found = notion().tools.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no tool ${name}`);
  const parsed = await found.input['~standard'].validate(input);
  if (parsed.issues)
    throw new Error(`invalid input: ${parsed.issues.map((issue) => issue.message).join(' ')}`);
  const client = createNotionClient({ fetch, apiUrl: new URL('https://api.notion.com') });
  const context = {
    client,
    fetch,
    signal: new AbortController().signal,
    settings: undefined,
    logger: console,
    connection: { integration: 'notion', user: 'default', account: 'default', auth: 'oauth' },
  };
  const output: unknown = await found.execute(parsed.value as never, context);
  const checked = await found.output['~standard'].validate(output);
  if (checked.issues) throw new Error(`the output does not fit: ${JSON.stringify(checked.issues)}`);
  return checked.value;
}

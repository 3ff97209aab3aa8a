import type { ConnectionFetch, ConnectionRequestInit } from '@sidecar/core';
import { slack } from '../src/index.ts';
import { createSlackClient } from '../src/slack-client.ts';

/** What Slack answers, by its method's name: a body, or a function of the request. */
export type Answers = Readonly<Record<string, object | ((request: SentRequest) => object | Response)>>;

/** One request as it was sent. */
export interface SentRequest {
  readonly name: string;
  readonly method: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly credential: string | undefined;
  readonly contentType: string | null;
}

const me = {
  ok: true,
  team_id: 'T0ANALYTIC1',
  team: 'Analytical Society',
  user_id: 'U0BOT000001',
  bot_id: 'B1',
};

/** Parses the input, runs a tool over played answers, and parses its output, as core does. */
export async function runTool(name: string, input: unknown, answers: Answers): Promise<object> {
  return (await runToolWatched(name, input, answers)).output;
}

/** The same, with what was sent. */
export async function runToolWatched(
  name: string,
  input: unknown,
  answers: Answers,
): Promise<{ readonly output: object; readonly sent: readonly SentRequest[] }> {
  const sent: SentRequest[] = [];
  const tool = slack().tools.find((candidate) => candidate.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  const parsed = await tool.input['~standard'].validate(input);
  if (parsed.issues) throw new InvalidInput(parsed.issues.map(({ message }) => message).join(' '));
  const fetch = playing({ 'auth.test': me, ...answers }, sent);
  const client = createSlackClient({ fetch, apiUrl: new URL('https://slack.com'), userCredential: 'user' });
  const connection = { integration: 'slack', user: 'default', account: 'default', auth: 'oauth' };
  const { signal } = new AbortController();
  const context = { client, fetch, signal, settings: undefined, logger: console, connection };
  const output: unknown = await tool.execute(parsed.value as never, context);
  const checked = await tool.output['~standard'].validate(output);
  if (checked.issues) throw new Error(`the output does not fit: ${JSON.stringify(checked.issues)}`);
  return { output: checked.value as object, sent };
}

function playing(answers: Answers, sent: SentRequest[]): ConnectionFetch {
  return async (input, init: ConnectionRequestInit = {}) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const text = await request.text();
    const record: SentRequest = {
      name: url.pathname.replace('/api/', ''),
      method: request.method,
      query: url.searchParams,
      body: text ? JSON.parse(text) : {},
      credential: init.credential,
      contentType: request.headers.get('content-type'),
    };
    sent.push(record);
    const answer = answers[record.name];
    if (!answer) throw new Error(`nobody plays ${record.name}`);
    const given = typeof answer === 'function' ? answer(record) : answer;
    return given instanceof Response ? given : Response.json(given);
  };
}

/** What core reports as `invalid_input`. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
}

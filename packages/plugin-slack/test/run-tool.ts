import type { ConnectionFetch, ConnectionRequestInit } from '@sidecar/core';
import { runPluginTool } from '@sidecar/evidence';
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
  const fetch = playing({ 'auth.test': me, ...answers }, sent);
  const client = createSlackClient({ fetch, apiUrl: new URL('https://slack.com'), userCredential: 'user' });
  const output = await runPluginTool(slack(), { name, input }, { client, fetch });
  return { output: output as object, sent };
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

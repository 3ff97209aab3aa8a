import type { ConnectionFetch, Schema, Tool } from '@sidecar/core';
import { type GmailOptions, gmail } from '../src/index.ts';

/** What the tests of one tool need: parsing, running and parsing again, as core does it. */
export type RunTool = <Input, Output>(
  tool: Tool<string, Input, Output>,
  input: NoInfer<Input>,
  signal?: AbortSignal,
) => Promise<Output>;

/** Runs tools over a fetch that sends a token to wherever the plugin asks. */
export function toolRunner(
  options: GmailOptions = {},
  send: ConnectionFetch = tokenFetch('test-token'),
): RunTool {
  const plugin = gmail(options);
  const connection = { integration: 'gmail', user: 'default', account: 'default', auth: 'oauth' };
  const logger = { debug() {}, info() {}, warn() {}, error() {} };
  const context = { connection, fetch: send, settings: undefined, logger };
  const client = plugin.createClient(context);
  return async (tool, input, signal = new AbortController().signal) => {
    const parsed = await parse(tool.input, input);
    const answer = await tool.execute(parsed as never, { ...context, client, signal } as never);
    return parse(tool.output, answer);
  };
}

/** A plain fetch with a bearer token. */
export function tokenFetch(token: string): ConnectionFetch {
  return (input, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(input, { ...init, headers });
  };
}

async function parse<Output>(schema: Schema<unknown, Output>, value: unknown): Promise<Output> {
  const result = await schema['~standard'].validate(value);
  if (result.issues) throw new Error(`Does not fit the schema: ${JSON.stringify(result.issues)}`);
  return result.value;
}

import type { ConnectionFetch } from '@sidecar/core';
import { twitter } from '../src/index.ts';
import { createTwitterClient } from '../src/twitter-client.ts';

type Tools = ReturnType<typeof twitter>['tools'];

/** Parses the input, runs a tool of the plugin over a fetch, and parses its output, as core does. */
export async function runTool(
  name: Tools[number]['name'],
  input: unknown,
  { fetch, signal = new AbortController().signal }: { fetch: ConnectionFetch; signal?: AbortSignal },
): Promise<unknown> {
  const found = twitter().tools.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no tool ${name}`);
  const parsed = await found.input['~standard'].validate(input);
  if (parsed.issues) throw new InvalidInput(parsed.issues.map((issue) => issue.message).join(' '));
  const client = createTwitterClient({ fetch, apiUrl: new URL('https://api.x.com') });
  const context = {
    client,
    fetch,
    signal,
    settings: undefined,
    logger: console,
    connection: { integration: 'twitter', user: 'default', account: 'default', auth: 'oauth' },
  };
  const output: unknown = await found.execute(parsed.value as never, context);
  const checked = await found.output['~standard'].validate(output);
  if (checked.issues) throw new Error(`the output does not fit: ${JSON.stringify(checked.issues)}`);
  return checked.value;
}

/** What core reports as `invalid_input`. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
}

import type { ConnectionFetch } from '@sidecar/core';
import { notion } from '../src/index.ts';
import { createNotionClient } from '../src/notion-client.ts';

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

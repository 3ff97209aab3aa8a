import type { Connection, ConnectionFetch } from '@sidecar/core';
import { createGithubClient } from '../src/github-client.ts';
import { githubSite } from '../src/github-site.ts';
import { github } from '../src/index.ts';

type Tools = ReturnType<typeof github>['tools'];

/** A connection without a Sidecar. */
interface BareConnection {
  readonly fetch: ConnectionFetch;
  readonly auth?: 'oauth' | 'token' | 'app';
  readonly site?: string;
}

/** Parses the input, runs a tool of the plugin over a fetch, and parses its output, as core does. */
export async function runTool(
  name: Tools[number]['name'],
  input: unknown,
  { fetch, auth = 'oauth', site }: BareConnection,
): Promise<unknown> {
  const found = github().tools.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no tool ${name}`);
  const parsed = await found.input['~standard'].validate(input);
  if (parsed.issues) throw new InvalidInput(parsed.issues.map((issue) => issue.message).join(' '));
  const names = { integration: 'github', user: 'default', account: 'default', auth };
  const connection: Connection = site === undefined ? names : { ...names, site };
  const client = createGithubClient({ fetch, connection, site: githubSite('https://github.com') });
  const { signal } = new AbortController();
  const context = { client, fetch, signal, settings: undefined, logger: console, connection };
  const output: unknown = await found.execute(parsed.value as never, context);
  const checked = await found.output['~standard'].validate(output);
  if (checked.issues) throw new Error(`the output does not fit: ${JSON.stringify(checked.issues)}`);
  return checked.value;
}

/** What core reports as `invalid_input`. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
}

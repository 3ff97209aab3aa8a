import type { Connection, ConnectionFetch } from '@sidecar/core';
import { runPluginTool } from '@sidecar/evidence';
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

/** Runs a tool of the plugin over a fetch. */
export function runTool(
  name: Tools[number]['name'],
  input: unknown,
  { fetch, auth = 'oauth', site }: BareConnection,
): Promise<unknown> {
  const names = { integration: 'github', user: 'default', account: 'default', auth };
  const connection: Connection = site === undefined ? names : { ...names, site };
  const client = createGithubClient({ fetch, connection, site: githubSite('https://github.com') });
  return runPluginTool(github(), { name, input }, { client, fetch, connection });
}

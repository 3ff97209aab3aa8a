import type { ConnectionFetch } from '@sidecar/core';
import { runPluginTool } from '@sidecar/evidence';
import { twitter } from '../src/index.ts';
import { createTwitterClient } from '../src/twitter-client.ts';

type Tools = ReturnType<typeof twitter>['tools'];

/** Runs a tool of the plugin over a fetch. */
export function runTool(
  name: Tools[number]['name'],
  input: unknown,
  given: { fetch: ConnectionFetch; signal?: AbortSignal },
): Promise<unknown> {
  const client = createTwitterClient({ fetch: given.fetch, apiUrl: new URL('https://api.x.com') });
  return runPluginTool(twitter(), { name, input }, { ...given, client });
}

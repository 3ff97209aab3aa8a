import type { ConnectionFetch } from '@sidecar/core';
import { runPluginTool } from '@sidecar/evidence';
import { notion } from '../src/index.ts';
import { createNotionClient } from '../src/notion-client.ts';

type Tools = ReturnType<typeof notion>['tools'];

/** Runs a tool of the plugin over a fetch. */
export function runTool(
  name: Tools[number]['name'],
  input: unknown,
  { fetch }: { fetch: ConnectionFetch },
): Promise<unknown> {
  const client = createNotionClient({ fetch, apiUrl: new URL('https://api.notion.com') });
  return runPluginTool(notion(), { name, input }, { client, fetch });
}

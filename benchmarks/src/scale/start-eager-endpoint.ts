import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TokenEndpoints } from '../contestant.ts';

/** A token endpoint in another process, so that it does not take this one's time. */
export interface EagerEndpoint {
  readonly endpoints: TokenEndpoints;
  requests(): Promise<number>;
  close(): void;
}

/** Starts it. */
export async function startEagerEndpoint(): Promise<EagerEndpoint> {
  const child = fork(fileURLToPath(new URL('eager-endpoint.ts', import.meta.url)));
  const [url] = (await once(child, 'message')) as [string];
  const endpoints = {
    issuer: url,
    tokenUrl: `${url}/token`,
    githubUrl: url,
    slackUrl: url,
    client: { id: 'app', secret: 'the-secret-of-the-client' },
  };
  return {
    endpoints,
    requests: async () => (await (await fetch(`${url}/requests`)).json()) as number,
    close: () => child.disconnect(),
  };
}

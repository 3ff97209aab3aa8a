import { type Clock, createSidecar, memoryStore } from '@sidecar/core';
import { loopback } from '@sidecar/core/loopback';
import { type Sandbox, type SandboxOptions, startSandbox } from '@sidecar/sandbox';
import { onTestFinished } from 'vitest';
import { type GithubOptions, github } from '../src/index.ts';

/** A running sandbox that ends with the test. */
export async function runningSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** A Sidecar that knows the sandbox's GitHub but is not connected; by the GitHub App unless told otherwise. */
export function sidecarOver(
  sandbox: Sandbox,
  { clock, ...options }: GithubOptions & { readonly clock?: Clock } = {},
) {
  const { apiUrl, client } = sandbox.github;
  const plugin = github({ client, endpoints: { webUrl: apiUrl, apiUrl }, ...options });
  const sidecar = createSidecar({ plugins: [plugin], store: memoryStore(), ...(clock ? { clock } : {}) });
  onTestFinished(() => sidecar.close());
  /** Connects as a person who consents in the browser. */
  const connectPerson = (login = 'ada@sandbox.example') => {
    const open = async (url: string) => {
      await fetch(await sandbox.consent(url, { login }));
    };
    return sidecar.connect('github', { via: loopback({ open }) });
  };
  return { sidecar, connectPerson };
}

/** A sandbox and a Sidecar over it. */
export async function sandboxGithub(options: GithubOptions = {}) {
  const sandbox = await runningSandbox();
  return { sandbox, ...sidecarOver(sandbox, options) };
}

/** What the API was asked, one line each. */
export function apiCalls({ sandbox }: { readonly sandbox: Sandbox }) {
  return sandbox.requests('github').map(({ method, url }) => `${method} ${new URL(url).pathname}`);
}

import { createSidecar, memoryStore } from '@sidecar/core';
import { loopback } from '@sidecar/core/loopback';
import { type SandboxOptions, startSandbox } from '@sidecar/sandbox';
import { onTestFinished } from 'vitest';
import { type GithubOptions, github } from '../src/index.ts';

/** The sandbox's GitHub, and a Sidecar that knows it but is not connected. */
export async function sandboxGithub({
  sandboxOptions = {},
  ...options
}: GithubOptions & { readonly sandboxOptions?: SandboxOptions } = {}) {
  const sandbox = await startSandbox(sandboxOptions);
  const { apiUrl, client } = sandbox.github;
  const plugin = github({ client, url: apiUrl, apiUrl, ...options });
  const sidecar = createSidecar({ plugins: [plugin], store: memoryStore() });
  onTestFinished(async () => {
    await sidecar.close();
    await sandbox.close();
  });
  /** Connects as a person who consents in the browser. */
  const connectPerson = (login = 'ada@sandbox.example') => {
    const open = async (url: string) => {
      await fetch(await sandbox.consent(url, { login }));
    };
    return sidecar.connect('github', { via: loopback({ open }) });
  };
  return { sandbox, sidecar, connectPerson };
}

/** What the API was asked, one line each. */
export function apiCalls({ sandbox }: { readonly sandbox: Awaited<ReturnType<typeof startSandbox>> }) {
  return sandbox.requests('github').map(({ method, url }) => `${method} ${new URL(url).pathname}`);
}

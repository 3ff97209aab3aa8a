import { createSidecar, memoryStore, pasteUrl } from '@sidecar/core';
import { loopback } from '@sidecar/core/loopback';
import { type ConsentOptions, startSandbox } from '@sidecar/sandbox';
import { slack } from '../src/index.ts';

const redirectUri = 'https://app.example/callback/slack';

/** How a person connects. */
export interface Connecting extends ConsentOptions {
  /** Where the app is installed: the id of a workspace or organization. */
  readonly team?: string;
  readonly account?: string;
  readonly user?: string;
}

/** A sandbox, and a Sidecar whose Slack plugin uses it; nobody is connected yet. */
export async function sidecarAtSandbox(
  options: {
    readonly client?: 'rotating' | 'lasting';
    readonly plugin?: Pick<NonNullable<Parameters<typeof slack>[0]>, 'scopes' | 'userScopes'>;
    readonly publicPort?: number;
    readonly now?: () => number;
  } = {},
) {
  const { publicPort, now } = options;
  const sandbox = await startSandbox({
    ...(publicPort ? { slackPublicRedirectUris: [`http://localhost:${publicPort}/callback/slack`] } : {}),
    ...(now ? { now } : {}),
  });
  const { authUrl, tokenUrl, revocationUrl, apiUrl, lastingClient, client, publicClient } = sandbox.slack;
  const confidential = options.client === 'lasting' ? lastingClient : client;
  const endpoints = { authUrl, tokenUrl, revocationUrl, apiUrl };
  const plugin = slack({
    ...options.plugin,
    endpoints,
    client: publicPort ? (publicClient ?? { id: '' }) : confidential,
  });
  const store = memoryStore();
  const sidecar = createSidecar({ plugins: [plugin], store });
  const many = createSidecar({ plugins: [plugin], store, users: 'many' });
  const consent = (authUrlShown: string, { team, ...how }: Connecting) => {
    const url = new URL(authUrlShown);
    if (team !== undefined) url.searchParams.set('team', team);
    return sandbox.consent(url.href, how);
  };
  return {
    sandbox,
    sidecar,
    many,
    /** Connects by `oauth`, through a web host's address. */
    connect: (how: Connecting = {}) =>
      many.forUser(how.user ?? 'default').connect('slack', {
        ...(how.account ? { account: how.account } : {}),
        via: pasteUrl({ redirectUri, prompt: (shown) => consent(shown, how) }),
      }),
    /** Connects by `pkce`, through a port of this machine. */
    connectPublic: (how: Connecting = {}) =>
      sidecar.connect('slack', {
        auth: 'pkce',
        via: loopback({
          port: publicPort ?? 0,
          open: async (shown) => {
            await fetch(await consent(shown, how));
          },
        }),
      }),
    close: async () => {
      await sidecar.close();
      await many.close();
      await sandbox.close();
    },
  };
}

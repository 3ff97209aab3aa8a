import { createGithub } from './create-github.ts';
import { createGoogle } from './create-google.ts';
import { createNotion } from './create-notion.ts';
import { createSlack } from './create-slack.ts';
import { createX } from './create-x.ts';
import { unsharedPageId } from './notion/seed-notion-store.ts';
import { githubAppClient, githubOAuthAppClient, githubPublicClient } from './oauth/github-dialect.ts';
import { googleClient } from './oauth/google-dialect.ts';
import { notionClient, notionLegacyClient } from './oauth/notion-dialect.ts';
import { slackClient, slackLastingClient, slackPublicClient } from './oauth/slack-dialect.ts';
import { xClient, xPublicClient } from './oauth/x-dialect.ts';
import type { Place } from './place.ts';
import { publicView } from './public-view.ts';
import type { Sandbox, SandboxOptions } from './sandbox.ts';
import type { Service } from './service.ts';
import type { ServiceId } from './service-ids.ts';
import { installations } from './slack/installations.ts';

/** A service that runs, from the inside and as a test sees it. */
export interface StartedService<Id extends ServiceId = ServiceId> {
  readonly service: Service;
  readonly view: Sandbox[Id];
}

type ServiceStarters = {
  readonly [Id in ServiceId]: (place: Place, options: SandboxOptions) => Promise<StartedService<Id>>;
};

const defaultXRedirectUris = [8217, 8711, 8712, 8713].flatMap((port) =>
  ['twitter', 'x'].map((name) => `http://127.0.0.1:${port}/callback/${name}`),
);

const defaultNotionRedirectUris = [8217, 8711, 8712, 8713].map(
  (port) => `http://localhost:${port}/callback/notion`,
);

const defaultSlackRedirectUris = [
  'https://app.example/callback/slack',
  'https://localhost:8443/callback/slack',
];
const defaultSlackPublicRedirectUris = [8217, 8711, 8712, 8713].map(
  (port) => `http://localhost:${port}/callback/slack`,
);

/** How each service is started. */
export const serviceStarters: ServiceStarters = {
  github: async (place) => startGithub(place),
  google: async (place, { mailbox, onProgress }) => {
    const service = await createGoogle({ ...place, mailbox, onProgress });
    const view = { ...publicView(service), issuer: service.authorization.issuer, client: googleClient };
    return { service, view };
  },
  x: async (place, { xRedirectUris: redirectUris = defaultXRedirectUris }) => {
    const { service, rateLimits } = createX({ ...place, redirectUris });
    const view = {
      ...publicView(service),
      client: xClient,
      publicClient: xPublicClient,
      redirectUris,
      setRateLimit: rateLimits.set.bind(rateLimits),
    };
    return { service, view };
  },
  notion: async (place, { notionRedirectUris: redirectUris = defaultNotionRedirectUris }) => {
    const { service, controls } = createNotion({ ...place, redirectUris });
    const { rateLimits, internalToken, renewInternalToken, setCapabilities } = controls;
    const view = {
      ...publicView(service),
      client: notionClient,
      legacyClient: notionLegacyClient,
      redirectUris,
      unsharedPageId,
      internalToken,
      renewInternalToken,
      setCapabilities,
      setRateLimit: rateLimits.set.bind(rateLimits),
    };
    return { service, view };
  },
  slack: async (place, options) => startSlack(place, options),
};

function startSlack(
  place: Place,
  {
    slackRedirectUris: redirectUris = defaultSlackRedirectUris,
    slackPublicRedirectUris: publicRedirectUris = defaultSlackPublicRedirectUris,
  }: SandboxOptions,
): StartedService<'slack'> {
  const { service, limits, issueBotToken } = createSlack({ ...place, redirectUris, publicRedirectUris });
  const view = {
    ...publicView(service),
    revocationUrl: `${place.origin}/api/auth.revoke`,
    client: slackClient,
    publicClient: slackPublicClient,
    lastingClient: slackLastingClient,
    redirectUris,
    publicRedirectUris,
    installations,
    issueBotToken,
    setRateLimit: limits.set.bind(limits),
  };
  return { service, view };
}

function startGithub(place: Place): StartedService<'github'> {
  const { service, tokens, limits, app } = createGithub(place);
  const view = {
    ...publicView(service),
    revocationUrl: `${place.origin}/applications/${githubAppClient.id}/grant`,
    client: githubAppClient,
    publicClient: githubPublicClient,
    oauthAppClient: githubOAuthAppClient,
    app,
    createToken: tokens.createFineGrained.bind(tokens),
    endTokens: tokens.endIssued.bind(tokens),
    setRateLimit: limits.set.bind(limits),
  };
  return { service, view };
}

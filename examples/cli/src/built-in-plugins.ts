import { github } from '@sidecar/plugin-github';
import { gmail } from '@sidecar/plugin-gmail';
import { googleCalendar } from '@sidecar/plugin-google-calendar';
import { notion } from '@sidecar/plugin-notion';
import { slack } from '@sidecar/plugin-slack';
import { twitter } from '@sidecar/plugin-twitter';
import type { SandboxAddresses } from './sandbox/sandbox-addresses.ts';

/** The integrations that come with this program, at the sandbox or at the real services. */
export function builtInPlugins(sandbox?: SandboxAddresses) {
  if (!sandbox) return [gmail(), googleCalendar(), twitter(), slack(), github(), notion()] as const;
  const { google, x, slack: slackPlace, github: githubPlace, notion: notionPlace } = sandbox;
  const githubEndpoints = { webUrl: githubPlace.apiUrl, apiUrl: githubPlace.apiUrl };
  return [
    gmail({ client: google.client, endpoints: google }),
    googleCalendar({ client: google.client, endpoints: google }),
    twitter({ client: x.client, endpoints: x }),
    slack({ client: slackPlace.client, endpoints: slackPlace }),
    github({ client: githubPlace.client, endpoints: githubEndpoints }),
    notion({ client: notionPlace.client, endpoints: notionPlace }),
  ] as const;
}

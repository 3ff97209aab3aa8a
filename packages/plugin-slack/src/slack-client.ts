import type { ConnectionFetch, Identity } from '@sidecar/core';
import { SidecarError } from '@sidecar/core';
import { Channels } from './channels.ts';
import { createMessageCalls } from './message-calls.ts';
import { People } from './people.ts';
import { slackApi } from './slack-api.ts';
import { createWorkspaces, type Installation, installationSchema } from './workspaces.ts';

/** The few calls to Slack that the tools make, each with its answer checked, and the names of channels, people and workspaces. */
export type SlackClient = ReturnType<typeof createSlackClient>;

/** Makes the client of one connection. */
export function createSlackClient(context: {
  readonly fetch: ConnectionFetch;
  readonly apiUrl: URL;
  /** The credential that holds the person's token; the main one unless given. */
  readonly userCredential?: string | undefined;
  readonly now?: () => number;
}) {
  const { userCredential, now = Date.now } = context;
  const api = slackApi(context);
  const workspaces = createWorkspaces(api);
  const people = new People(api, now);

  /** Undefined where the grant has no token of a person. */
  const personOf = async (credential: string, signal: AbortSignal): Promise<Installation | undefined> => {
    try {
      return await api.read('auth.test', installationSchema, { credential, signal });
    } catch (error) {
      if (SidecarError.isInstance(error) && error.code === 'not_connected') return undefined;
      throw error;
    }
  };

  return {
    workspaces,
    people,
    channels: new Channels(api, { people, workspaces, now }),

    identify: async (signal: AbortSignal): Promise<Identity> => {
      const main = await workspaces.me(signal);
      const person = userCredential === undefined ? main : await personOf(userCredential, signal);
      return identityOf(main, person ?? main);
    },
    messages: createMessageCalls(api, userCredential),
  };
}

/** The person in the workspace or organization. A bot's token is the workspace's own, whoever has installed it. */
function identityOf(main: Installation, person: Installation): Identity {
  const place = (main.is_enterprise_install && main.enterprise_id) || main.team_id;
  return {
    id: `${place}/${person.user_id}`,
    label: `${person.user ?? person.user_id} (${main.team ?? place})`,
    ...(main.bot_id ? { tenant: place } : {}),
  };
}

import { SidecarError } from '@sidecar/core';
import { z } from 'zod';
import { listOf } from './list-of.ts';
import { unknownName } from './name-errors.ts';
import type { SlackApi } from './slack-api.ts';
import { integration } from './slack-errors.ts';

/** Whose token it is, as `auth.test` tells it. */
export const installationSchema = z.object({
  team_id: z.string().min(1),
  team: z.string().nullish(),
  user_id: z.string().min(1),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().nullish(),
});

/** An installation of the app, in one workspace or in a whole organization. */
export type Installation = z.infer<typeof installationSchema>;

const workspacesSchema = z.object({
  teams: listOf(z.object({ id: z.string().min(1), name: z.string().nullish() })),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
});

const mostPages = 10;

/** The workspaces of a connection. */
export type Workspaces = ReturnType<typeof createWorkspaces>;

/** Finds workspaces by name. An app that an organization has installed sees several, and has to say which one it means. */
export function createWorkspaces(api: SlackApi) {
  let installation: Installation | undefined;
  let teams: readonly { readonly id: string; readonly name: string }[] | undefined;

  const load = async (signal: AbortSignal) => {
    const found: { id: string; name: string }[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const query = { limit: 1000, cursor };
      const answer = await api.read('auth.teams.list', workspacesSchema, { query, signal });
      found.push(...answer.teams.map(({ id, name }) => ({ id, name: name ?? id })));
      cursor = answer.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) break;
    }
    return found;
  };

  const me = async (signal: AbortSignal) => {
    installation ??= await api.read('auth.test', installationSchema, { signal });
    return installation;
  };

  return {
    /** Who the connection's main token is; asked once. */
    me,
    /** The `team_id` to ask with: none for an app of one workspace, which needs no choice. */
    async resolve(written: string | undefined, signal: AbortSignal): Promise<string | undefined> {
      const { is_enterprise_install: isOrganization, team_id: id, team } = await me(signal);
      if (!isOrganization) {
        if (written !== undefined) findIn([{ id, name: team ?? id }], written);
        return undefined;
      }
      const known = teams?.some((candidate) => written === undefined || fits(candidate, written));
      if (!teams || !known) teams = await load(signal);
      if (written !== undefined) return findIn(teams, written).id;
      const [only, ...more] = teams;
      if (only && more.length === 0) return only.id;
      throw chooseWorkspace(teams.map(({ name }) => name));
    },
  };
}

function fits(team: { readonly id: string; readonly name: string }, written: string): boolean {
  return team.id === written || team.name.toLowerCase() === written.toLowerCase();
}

function findIn(teams: readonly { readonly id: string; readonly name: string }[], written: string) {
  const found = teams.find((team) => fits(team, written));
  if (found) return found;
  throw unknownName(
    { kind: 'workspace', written },
    teams.map(({ name }) => name),
  );
}

function chooseWorkspace(names: readonly string[]): SidecarError {
  if (names.length === 0)
    return new SidecarError(
      'provider_rejected',
      'Slack has let this app into no workspace of the organization.',
      {
        integration: integration.id,
        nextAction: 'Ask an administrator of the organization to add the app to a workspace.',
      },
    );
  const message = `This connection to Slack covers several workspaces: ${names.slice(0, 20).join(', ')}.`;
  return new SidecarError('invalid_input', message, {
    integration: integration.id,
    nextAction: 'Say which one by workspace.',
    fields: [{ path: 'workspace', message: 'is needed here' }],
  });
}

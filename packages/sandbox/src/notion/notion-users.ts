import { people } from '../people.ts';

/** A person of the workspace. */
export interface NotionUser {
  readonly id: string;
  readonly login: string;
  readonly name: string;
}

const [ada, grace] = people;

/** The sandbox's people in the workspace. */
export const notionUsers: readonly NotionUser[] = [
  { id: '0a0a0a0a-1815-4210-8018-000000000001', login: ada.login, name: ada.name },
  { id: '0a0a0a0a-1906-4209-8018-000000000002', login: grace.login, name: grace.name },
];

/** The workspace that the sandbox's people share. */
export const notionWorkspace = {
  id: '0b0b0b0b-0000-4000-8000-000000000001',
  name: 'Analytical Engine',
};

/** The id of the bot that acts for a person, or of that of the internal integration. */
export function botId(user: NotionUser | undefined): string {
  return user ? user.id.replace('0a0a0a0a', '0c0c0c0c') : '0c0c0c0c-0000-4000-8000-000000000000';
}

/** A person as Notion answers them; addresses only where the integration may see them. */
export function userResource({ id, name, login }: NotionUser, seesEmail: boolean): object {
  return {
    object: 'user',
    id,
    name,
    avatar_url: null,
    type: 'person',
    person: seesEmail ? { email: login } : {},
  };
}

/** A bot as Notion answers it: with the person who has connected it, or the workspace. */
export function botResource(user: NotionUser | undefined, seesEmail: boolean): object {
  const owner = user
    ? { type: 'user', user: userResource(user, seesEmail) }
    : { type: 'workspace', workspace: true };
  return {
    object: 'user',
    id: botId(user),
    name: user ? 'Sandbox app' : 'Sandbox internal integration',
    avatar_url: null,
    type: 'bot',
    bot: {
      owner,
      workspace_id: notionWorkspace.id,
      workspace_name: notionWorkspace.name,
      workspace_limits: { max_file_upload_size_in_bytes: 5_242_880 },
    },
  };
}

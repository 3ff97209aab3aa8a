import { people } from '../people.ts';

/** Somebody in the sandbox's workspaces; those with a login can sign in. */
export interface SlackPerson {
  readonly id: string;
  readonly login?: string;
  readonly handle: string;
  readonly realName: string;
  readonly displayName: string;
  readonly title?: string;
  readonly deleted?: boolean;
  readonly isBot?: boolean;
}

const [ada, grace] = people;

/** Everybody; ids are the same in all workspaces. Two people have the same name, and one has left. */
export const slackPeople: readonly SlackPerson[] = [
  {
    id: 'U0ADA000001',
    login: ada.login,
    handle: 'ada',
    realName: ada.name,
    displayName: 'Ada',
    title: 'Analyst & metaphysician',
  },
  { id: 'U0GRACE0001', login: grace.login, handle: 'grace', realName: grace.name, displayName: 'Grace' },
  { id: 'U0CHARLES01', handle: 'charles', realName: 'Charles Babbage', displayName: '' },
  { id: 'U0SMITHA001', handle: 'alex.smith', realName: 'Alex Smith', displayName: 'Alex' },
  { id: 'U0SMITHB001', handle: 'asmith', realName: 'Alex Smith', displayName: 'Alex' },
  { id: 'U0GONE00001', handle: 'menabrea', realName: 'Luigi Menabrea', displayName: 'Luigi', deleted: true },
  { id: 'U0BOT000001', handle: 'sidecar', realName: 'Sidecar', displayName: '', isBot: true },
  { id: 'USLACKBOT', handle: 'slackbot', realName: 'Slackbot', displayName: 'Slackbot' },
];

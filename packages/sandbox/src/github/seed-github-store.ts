import { people } from '../people.ts';
import type { Account, GithubStore, Installation, Role } from './github-store.ts';
import { seedRepositories } from './seed-repositories.ts';

const appPermissions = {
  metadata: 'read',
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  actions: 'write',
} as const;

/** Ada and Grace, an organisation that both work in, and a repository of each. */
export function seedGithubStore(nowMs: number): GithubStore {
  const [ada, grace] = people.map(
    ({ login, name }, index): Account => ({
      id: 1001 + index,
      login: `${login.split('@')[0]}-sandbox`,
      name,
      type: 'User',
      signIn: login,
    }),
  );
  if (!ada || !grace) throw new Error('The sandbox has no people.');
  const organization: Account = {
    id: 1003,
    login: 'engine-society',
    name: 'Engine Society',
    type: 'Organization',
  };
  const bot: Account = { id: 1004, login: 'sandbox-app[bot]', name: 'Sandbox app', type: 'Bot' };
  let lastId = 5_000;
  const nextId = () => {
    lastId += 1;
    return lastId;
  };
  const roles = new Map<Account, Role>([
    [ada, 'admin'],
    [grace, 'write'],
  ]);
  const repositories = seedRepositories({ nowMs, nextId, ada, grace, organization, roles });
  const installation: Installation = {
    id: 42,
    account: organization,
    repositories: repositories.filter(({ owner }) => owner === organization),
    permissions: appPermissions,
    suspended: false,
  };
  const empty: Installation = { ...installation, id: 43, account: grace, repositories: [] };
  return {
    accounts: [ada, grace, organization, bot],
    repositories,
    installations: [installation, empty],
    bot,
    nextId,
  };
}

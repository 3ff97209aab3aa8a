import { GithubError, notFound, validationFailed } from '../github-error.ts';
import type { GithubCall, GithubMethod, RepositoryCall } from '../github-method.ts';
import { fullName, type Repository } from '../github-store.ts';
import { listAnswer, pageOf } from '../page.ts';
import { canSee } from '../principal.ts';
import { accountResource, userResource } from '../resources/account-resource.ts';
import { labelResource, milestoneResource } from '../resources/issue-resource.ts';
import { fullRepositoryResource, repositoryResource } from '../resources/repository-resource.ts';

const metadata = { permission: 'metadata', level: 'read' } as const;
const issues = { permission: 'issues', level: 'read' } as const;
const sorts = { sort: ['created', 'updated', 'pushed', 'full_name'], direction: ['asc', 'desc'] };

function requirePerson({ principal }: GithubCall): void {
  if (principal.kind === 'installation') throw new GithubError(403, 'Resource not accessible by integration');
}

function user(call: GithubCall) {
  requirePerson(call);
  const { account } = call.principal;
  const own = call.store.repositories.filter(({ owner, private: hidden }) => owner === account && !hidden);
  return { body: userResource(account, own.length) };
}

function ownRepositories(call: GithubCall) {
  requirePerson(call);
  if (call.query.has('type') && (call.query.has('visibility') || call.query.has('affiliation')))
    throw validationFailed('If you specify visibility or affiliation, you cannot specify type.');
  const { principal, store } = call;
  const mine = store.repositories.filter(
    (repository) => repository.roles.has(principal.account) && canSee(principal, repository),
  );
  return listAnswer(newest(mine), call, { pathname: '/user/repos', show: repositoryResource });
}

function installationRepositories(call: GithubCall) {
  const { principal } = call;
  if (principal.kind !== 'installation')
    throw new GithubError(
      403,
      'You must authenticate with an installation access token in order to list repositories for an installation.',
    );
  const { repositories } = principal.installation;
  const page = pageOf(repositories, call, '/installation/repositories');
  const body = {
    total_count: repositories.length,
    repository_selection: 'all',
    repositories: page.items.map(repositoryResource),
  };
  return { body, headers: page.headers };
}

function repositoriesOf(type: 'Organization' | 'User', kind: string) {
  return (call: GithubCall) => {
    const login = call.path.account?.toLowerCase();
    const account = call.store.accounts.find((candidate) => candidate.login.toLowerCase() === login);
    if (!account || (type === 'Organization' && account.type !== type)) throw notFound();
    const shown = call.store.repositories.filter(
      // The path for people shows only what is public, of whomever.
      (repository) =>
        repository.owner === account &&
        (type === 'User' ? !repository.private : canSee(call.principal, repository)),
    );
    const pathname = `/${kind}/${account.login}/repos`;
    return listAnswer(newest(shown), call, { pathname, show: repositoryResource });
  };
}

function newest(repositories: readonly Repository[]): readonly Repository[] {
  return repositories.toSorted((one, other) => other.createdAt - one.createdAt);
}

function labels(call: RepositoryCall) {
  const { repository } = call;
  const show = (label: Repository['labels'][number]) => labelResource(repository, label);
  return listAnswer(repository.labels, call, { pathname: `/repos/${fullName(repository)}/labels`, show });
}

function milestones(call: RepositoryCall) {
  const { repository, query } = call;
  const state = query.get('state') ?? 'open';
  const wanted = repository.milestones.filter((milestone) => state === 'all' || milestone.state === state);
  const show = (milestone: (typeof wanted)[number]) => milestoneResource(repository, milestone);
  return listAnswer(wanted, call, { pathname: `/repos/${fullName(repository)}/milestones`, show });
}

function assignees(call: RepositoryCall) {
  const { repository } = call;
  const people = [...repository.roles].filter(([, role]) => role !== 'read').map(([account]) => account);
  return listAnswer(people, call, {
    pathname: `/repos/${fullName(repository)}/assignees`,
    show: accountResource,
  });
}

/** Calls about accounts, repositories, and the names in them. */
export const repositoryMethods: readonly GithubMethod[] = [
  { verb: 'GET', path: '/user', run: user },
  {
    verb: 'GET',
    path: '/user/repos',
    choices: { ...sorts, visibility: ['all', 'public', 'private'] },
    run: ownRepositories,
  },
  { verb: 'GET', path: '/installation/repositories', run: installationRepositories },
  { verb: 'GET', path: '/orgs/:account/repos', choices: sorts, run: repositoriesOf('Organization', 'orgs') },
  { verb: 'GET', path: '/users/:account/repos', choices: sorts, run: repositoriesOf('User', 'users') },
  {
    verb: 'GET',
    path: '/repos/:owner/:repo',
    need: metadata,
    run: ({ repository }) => ({ body: fullRepositoryResource(repository) }),
  },
  { verb: 'GET', path: '/repos/:owner/:repo/labels', need: issues, run: labels },
  {
    verb: 'GET',
    path: '/repos/:owner/:repo/milestones',
    need: issues,
    choices: { state: ['open', 'closed', 'all'] },
    run: milestones,
  },
  { verb: 'GET', path: '/repos/:owner/:repo/assignees', need: metadata, run: assignees },
];

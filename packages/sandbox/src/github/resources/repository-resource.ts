import { fullName, type Repository } from '../github-store.ts';
import { accountResource, apiRoot, nodeId, webRoot } from './account-resource.ts';
import { time } from './time.ts';

/** Each `…_url` of a repository, and what its address ends with. */
const addresses = {
  archive: '/{archive_format}{/ref}',
  assignees: '/assignees{/user}',
  blobs: '/git/blobs{/sha}',
  branches: '/branches{/branch}',
  collaborators: '/collaborators{/collaborator}',
  comments: '/comments{/number}',
  commits: '/commits{/sha}',
  compare: '/compare/{base}...{head}',
  contents: '/contents/{+path}',
  contributors: '/contributors',
  deployments: '/deployments',
  downloads: '/downloads',
  events: '/events',
  forks: '/forks',
  git_commits: '/git/commits{/sha}',
  git_refs: '/git/refs{/sha}',
  git_tags: '/git/tags{/sha}',
  hooks: '/hooks',
  issue_comment: '/issues/comments{/number}',
  issue_events: '/issues/events{/number}',
  issues: '/issues{/number}',
  keys: '/keys{/key_id}',
  labels: '/labels{/name}',
  languages: '/languages',
  merges: '/merges',
  milestones: '/milestones{/number}',
  notifications: '/notifications{?since,all,participating}',
  pulls: '/pulls{/number}',
  releases: '/releases{/id}',
  stargazers: '/stargazers',
  statuses: '/statuses/{sha}',
  subscribers: '/subscribers',
  subscription: '/subscription',
  tags: '/tags',
  teams: '/teams',
  trees: '/git/trees{/sha}',
};

/** A repository as lists and other answers hold it. */
export function repositoryResource(repository: Repository) {
  const name = fullName(repository);
  const url = `${apiRoot}/repos/${name}`;
  const web = `${webRoot}/${name}`;
  const open = repository.issues.filter(({ state }) => state === 'open').length;
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: name,
    private: repository.private,
    owner: accountResource(repository.owner),
    html_url: web,
    description: repository.description,
    fork: false,
    url,
    ...Object.fromEntries(Object.entries(addresses).map(([key, tail]) => [`${key}_url`, url + tail])),
    clone_url: `${web}.git`,
    git_url: `git://github.com/${name}.git`,
    ssh_url: `git@github.com:${name}.git`,
    svn_url: web,
    mirror_url: null,
    homepage: null,
    language: repository.language,
    license: null,
    default_branch: repository.defaultBranch,
    archived: false,
    disabled: false,
    visibility: repository.private ? 'private' : 'public',
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: false,
    has_discussions: false,
    forks: 0,
    forks_count: 0,
    open_issues: open,
    open_issues_count: open,
    stargazers_count: repository.stars,
    watchers: repository.stars,
    watchers_count: repository.stars,
    size: 12,
    topics: [],
    created_at: time(repository.createdAt),
    updated_at: time(repository.createdAt),
    pushed_at: time(repository.createdAt),
  };
}

/** A repository read by itself. */
export function fullRepositoryResource(repository: Repository) {
  return { ...repositoryResource(repository), network_count: 0, subscribers_count: 1 };
}

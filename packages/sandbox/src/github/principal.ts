import { GithubError, notFound } from './github-error.ts';
import { type Account, fullName, type Installation, type Repository, type Role } from './github-store.ts';

/** What a call needs of a token: a permission of apps and fine-grained tokens, and a scope of OAuth Apps. */
export interface Need {
  readonly permission: 'metadata' | 'contents' | 'issues' | 'pull_requests' | 'actions';
  readonly level: 'read' | 'write';
  /** `repo` also where a public repository would otherwise do with `public_repo`. */
  readonly scope?: 'repo';
}

/** What stands behind a token. */
export type Principal = {
  /** Who acts, and whose name stands below what is written. */
  readonly account: Account;
} & (
  | { readonly kind: 'oauth-app'; readonly scopes: readonly string[] }
  | { readonly kind: 'app-user'; readonly installations: readonly Installation[] }
  | { readonly kind: 'installation'; readonly installation: Installation }
  | {
      readonly kind: 'fine-grained';
      readonly repositories: readonly Repository[];
      readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
    }
);

const ranks: Readonly<Record<Role, number>> = { read: 1, write: 2, admin: 3 };

/** Whether a repository is shown to the principal at all. */
export function canSee(principal: Principal, repository: Repository): boolean {
  if (!repository.private) return true;
  if (principal.kind === 'installation') return principal.installation.repositories.includes(repository);
  if (!repository.roles.has(principal.account)) return false;
  if (principal.kind === 'oauth-app') return principal.scopes.includes('repo');
  return grantedOf(principal, repository) !== undefined;
}

/** Refuses what the token or its person may not do in a repository, in the words for each kind of token. */
export function requireAccess(principal: Principal, repository: Repository, need: Need): void {
  if (!canSee(principal, repository)) throw notFound();
  const isPublicRead = !repository.private && need.level === 'read';
  if (!isPublicRead) requireGrant(principal, repository, need);
  // Anybody who can read may open issues, comment and review; the rest wants to write.
  const wanted =
    need.level === 'write' && ['contents', 'actions'].includes(need.permission) ? 'write' : 'read';
  if (!isPublicRead && !hasRole(principal, repository, wanted))
    throw new GithubError(403, `Must have push access to ${fullName(repository)}.`);
}

/** Whether the one who acts may push. */
export function hasRole(principal: Principal, repository: Repository, wanted: Role): boolean {
  if (principal.kind === 'installation') return true;
  const role = repository.roles.get(principal.account) ?? (repository.private ? undefined : 'read');
  return role !== undefined && ranks[role] >= ranks[wanted];
}

function requireGrant(principal: Principal, repository: Repository, need: Need): void {
  if (principal.kind === 'oauth-app') {
    const accepted = repository.private || need.scope === 'repo' ? ['repo'] : ['public_repo', 'repo'];
    if (accepted.some((scope) => principal.scopes.includes(scope))) return;
    throw new GithubError(404, 'Not Found', { headers: { 'x-accepted-oauth-scopes': accepted.join(', ') } });
  }
  const level = grantedOf(principal, repository)?.[need.permission];
  if (level === 'write' || (level === 'read' && need.level === 'read') || need.permission === 'metadata')
    return;
  const holder = principal.kind === 'fine-grained' ? 'personal access token' : 'integration';
  throw new GithubError(403, `Resource not accessible by ${holder}`, {
    headers: { 'x-accepted-github-permissions': `${need.permission}=${need.level}` },
  });
}

function grantedOf(principal: Principal, repository: Repository) {
  switch (principal.kind) {
    case 'installation':
      return principal.installation.repositories.includes(repository)
        ? principal.installation.permissions
        : undefined;
    case 'app-user':
      return principal.installations.find(({ repositories }) => repositories.includes(repository))
        ?.permissions;
    case 'fine-grained':
      return principal.repositories.includes(repository) ? principal.permissions : undefined;
    default:
      return undefined;
  }
}

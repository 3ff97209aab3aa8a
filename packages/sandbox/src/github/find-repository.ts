import { GithubError, notFound } from './github-error.ts';
import { fullName, type GithubStore, type Repository } from './github-store.ts';

/** The repository of a path; one that was renamed is redirected to by its id, as GitHub does it. */
export function findRepository(
  store: GithubStore,
  path: Readonly<Record<string, string>>,
  request: Request,
): Repository {
  if (path.id !== undefined) return byId(store, Number(path.id));
  const wanted = `${path.owner}/${path.repo}`.toLowerCase();
  const found = store.repositories.find((repository) => fullName(repository).toLowerCase() === wanted);
  if (found) return found;
  const moved = store.repositories.find(
    ({ owner, formerName }) => `${owner.login}/${formerName}`.toLowerCase() === wanted,
  );
  if (!moved) throw notFound();
  const { pathname, search } = new URL(request.url);
  const rest = pathname.split('/').slice(4).join('/');
  // Without an origin, since the sandbox has another one than GitHub.
  const location = `/repositories/${moved.id}${rest ? `/${rest}` : ''}${search}`;
  throw new GithubError(request.method === 'GET' ? 301 : 307, 'Moved Permanently', { headers: { location } });
}

function byId(store: GithubStore, id: number): Repository {
  const found = store.repositories.find((repository) => repository.id === id);
  if (!found) throw notFound();
  return found;
}

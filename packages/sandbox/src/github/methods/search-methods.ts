import { GithubError } from '../github-error.ts';
import type { GithubAnswer, GithubCall, GithubMethod } from '../github-method.ts';
import { fullName, type Issue, type Repository } from '../github-store.ts';
import { issueTest } from '../issue-test.ts';
import { pageOf } from '../page.ts';
import { canSee } from '../principal.ts';
import { codeResource } from '../resources/code-resource.ts';
import { issueResource } from '../resources/issue-resource.ts';
import { repositoryResource } from '../resources/repository-resource.ts';
import { parseSearchQuery, refused, type SearchQuery } from '../search-query.ts';

const placeNames = ['repo', 'org', 'user'];

/** The repositories that a search is about: those that are named, or all that can be seen. */
function places({ store, principal }: GithubCall, { qualifiers }: SearchQuery): readonly Repository[] {
  const named = qualifiers.filter(({ name }) => placeNames.includes(name));
  const visible = store.repositories.filter((repository) => canSee(principal, repository));
  if (named.length === 0) return visible;
  const found = visible.filter((repository) =>
    named.some(({ name, value }) =>
      name === 'repo'
        ? fullName(repository).toLowerCase() === value
        : repository.owner.login.toLowerCase() === value,
    ),
  );
  if (found.length === 0)
    throw refused(
      'The listed users and repositories cannot be searched either because the resources do not exist or you do not have permission to view them.',
    );
  return found;
}

function issues(call: GithubCall): GithubAnswer {
  const known = [...placeNames, 'is', 'type', 'state', 'author', 'assignee', 'label', 'in', 'no'];
  const query = parseSearchQuery(call.query.get('q'), known);
  requireKind(query);
  const fits = issueTest(query, call.principal.kind === 'installation' ? undefined : call.principal.account);
  const hits = places(call, query).flatMap((repository) =>
    repository.issues.filter(fits).map((issue) => ({ repository, issue })),
  );
  const sort = call.query.get('sort');
  const value = ({ issue }: { issue: Issue }) => (sort === 'updated' ? issue.updatedAt : issue.createdAt);
  const sorted = hits.toSorted((one, other) => value(other) - value(one));
  const found = answer(call, sorted, ({ repository, issue }) => ({
    ...issueResource(repository, issue),
    score: 1,
  }));
  return { ...found, body: { ...Object(found.body), search_type: 'lexical' } };
}

/** GitHub searches issues or pull requests, and never both. */
function requireKind({ qualifiers }: SearchQuery): void {
  const kinds = qualifiers.filter(
    ({ name, value }) => ['is', 'type'].includes(name) && ['issue', 'pr', 'pull-request'].includes(value),
  );
  if (kinds.length === 0) throw refused("Query must include 'is:issue' or 'is:pull-request'");
}

function repositories(call: GithubCall): GithubAnswer {
  const query = parseSearchQuery(call.query.get('q'), [...placeNames, 'language', 'in']);
  const language = query.qualifiers.find(({ name }) => name === 'language')?.value;
  const hits = places(call, query).filter((repository) => {
    const text = `${fullName(repository)} ${repository.description}`.toLowerCase();
    const inLanguage = language === undefined || repository.language.toLowerCase() === language;
    return inLanguage && query.words.every((word) => text.includes(word));
  });
  const sorted = hits.toSorted((one, other) => other.stars - one.stars);
  return answer(call, sorted, (repository) => ({ ...repositoryResource(repository), score: 1 }));
}

function code(call: GithubCall): GithubAnswer {
  const query = parseSearchQuery(call.query.get('q'), [...placeNames, 'path', 'extension', 'language', 'in']);
  if (query.words.length === 0) throw refused('The search needs at least one word.');
  const path = query.qualifiers.find(({ name }) => name === 'path')?.value ?? '';
  const hits = places(call, query).flatMap((repository) => {
    const files = [...(repository.branches.get(repository.defaultBranch)?.files ?? [])];
    return files
      .map(([file, content]) => ({
        repository,
        path: file,
        content,
        text: Buffer.from(content).toString('utf8'),
      }))
      .filter(
        (hit) =>
          hit.path.startsWith(path) && query.words.every((word) => hit.text.toLowerCase().includes(word)),
      );
  });
  const wantsText = call.accept.includes('text-match');
  return answer(call, hits, (hit) => codeResource(hit, wantsText ? query.words : []));
}

const mostResults = 1_000;

function answer<Hit>(call: GithubCall, hits: readonly Hit[], show: (hit: Hit) => unknown): GithubAnswer {
  const size = Number(call.query.get('per_page') ?? 30);
  if (size * (Number(call.query.get('page') ?? 1) - 1) >= mostResults)
    throw new GithubError(422, 'Only the first 1000 search results are available');
  const page = pageOf(hits, call, '/search');
  const body = { total_count: hits.length, incomplete_results: false, items: page.items.map(show) };
  return { body, headers: page.headers };
}

/** The searches. */
export const searchMethods: readonly GithubMethod[] = [
  {
    verb: 'GET',
    path: '/search/issues',
    resource: 'search',
    choices: { sort: ['comments', 'created', 'updated', 'reactions'], order: ['asc', 'desc'] },
    run: issues,
  },
  {
    verb: 'GET',
    path: '/search/repositories',
    resource: 'search',
    choices: { sort: ['stars', 'forks', 'help-wanted-issues', 'updated'], order: ['asc', 'desc'] },
    run: repositories,
  },
  { verb: 'GET', path: '/search/code', resource: 'code_search', choices: { sort: ['indexed'] }, run: code },
];

import { blobSha } from '../commit.ts';
import { GithubError, notFound } from '../github-error.ts';
import type { GithubAnswer, GithubMethod, RepositoryCall } from '../github-method.ts';
import { fullName, type Repository } from '../github-store.ts';
import { apiRoot, webRoot } from '../resources/account-resource.ts';

const largestInJson = 1024 * 1024;

function contents(call: RepositoryCall): GithubAnswer {
  const { repository, query, accept } = call;
  const ref = query.get('ref') ?? repository.defaultBranch;
  const commit =
    repository.branches.get(ref) ?? [...repository.branches.values()].find(({ sha }) => sha === ref);
  if (!commit) throw new GithubError(404, `No commit found for the ref ${ref}`);
  const path = (call.path.file ?? '').replace(/^\/+|\/+$/g, '');
  const file = commit.files.get(path);
  if (file && accept.includes('raw')) return { raw: file };
  if (file) return { body: fileResource(repository, { path, ref }, file) };
  const entries = entriesOf(commit.files, path);
  if (entries.size === 0) throw notFound();
  return {
    body: [...entries].map(([name, content]) =>
      entryResource(repository, { path: path ? `${path}/${name}` : name, ref }, content),
    ),
  };
}

/** What stands directly in a folder: files with their content, folders without. */
function entriesOf(
  files: ReadonlyMap<string, Uint8Array>,
  folder: string,
): Map<string, Uint8Array | undefined> {
  const prefix = folder === '' ? '' : `${folder}/`;
  const entries = new Map<string, Uint8Array | undefined>();
  for (const [path, content] of files) {
    if (!path.startsWith(prefix)) continue;
    const [name = '', ...below] = path.slice(prefix.length).split('/');
    entries.set(name, below.length > 0 ? undefined : content);
  }
  return entries;
}

interface Place {
  readonly path: string;
  readonly ref: string;
}

function entryResource(repository: Repository, { path, ref }: Place, content: Uint8Array | undefined) {
  const name = fullName(repository);
  const sha = blobSha(content ?? Buffer.from(path));
  const kind = content ? 'blob' : 'tree';
  const url = `${apiRoot}/repos/${name}/contents/${path}?ref=${ref}`;
  const gitUrl = `${apiRoot}/repos/${name}/git/${kind}s/${sha}`;
  const web = `${webRoot}/${name}/${kind}/${ref}/${path}`;
  return {
    name: path.split('/').at(-1),
    path,
    sha,
    size: content?.length ?? 0,
    url,
    html_url: web,
    git_url: gitUrl,
    download_url: content ? `https://raw.githubusercontent.com/${name}/${ref}/${path}` : null,
    type: content ? 'file' : 'dir',
    _links: { self: url, git: gitUrl, html: web },
  };
}

/** Above a megabyte only the raw form holds the content. */
function fileResource(repository: Repository, place: Place, content: Uint8Array) {
  const isLarge = content.length > largestInJson;
  const base64 = Buffer.from(content).toString('base64').replace(/.{60}/g, '$&\n');
  return {
    ...entryResource(repository, place, content),
    content: isLarge ? '' : `${base64}\n`,
    encoding: isLarge ? 'none' : 'base64',
  };
}

const need = { permission: 'contents', level: 'read' } as const;

/** Calls about files. */
export const contentMethods: readonly GithubMethod[] = [
  { verb: 'GET', path: '/repos/:owner/:repo/contents', need, run: contents },
  { verb: 'GET', path: '/repos/:owner/:repo/contents/', need, run: contents },
  { verb: 'GET', path: '/repos/:owner/:repo/contents/:file{.+}', need, run: contents },
];

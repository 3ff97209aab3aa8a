import { blobSha } from '../commit.ts';
import { fullName, type Repository } from '../github-store.ts';
import { apiRoot, webRoot } from './account-resource.ts';
import { repositoryResource } from './repository-resource.ts';

/** A file in which something was found. */
export interface CodeHit {
  readonly repository: Repository;
  readonly path: string;
  readonly content: Uint8Array;
  readonly text: string;
}

/** A file in which words were found, with the lines around each of them. */
export function codeResource({ repository, path, content, text }: CodeHit, words: readonly string[]) {
  const name = fullName(repository);
  const sha = blobSha(content);
  const url = `${apiRoot}/repositories/${repository.id}/contents/${path}`;
  return {
    name: path.split('/').at(-1),
    path,
    sha,
    url,
    git_url: `${apiRoot}/repositories/${repository.id}/git/blobs/${sha}`,
    html_url: `${webRoot}/${name}/blob/${repository.defaultBranch}/${path}`,
    repository: repositoryResource(repository),
    score: 1,
    ...(words.length > 0 ? { text_matches: words.map((word) => match(url, text, word)) } : {}),
  };
}

function match(url: string, text: string, word: string) {
  const at = text.toLowerCase().indexOf(word);
  const start = Math.max(0, text.lastIndexOf('\n', at) + 1);
  const end = text.indexOf('\n', at);
  const fragment = text.slice(start, end === -1 ? undefined : end);
  const indices = [at - start, at - start + word.length];
  return {
    object_url: url,
    object_type: 'FileContent',
    property: 'content',
    fragment,
    matches: [{ text: word, indices }],
  };
}

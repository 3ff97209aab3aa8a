import { SidecarError } from '@sidecar/core';
import { z } from 'zod';
import { type Contents, contentsSchema } from './file-content.ts';
import type { GithubApi, Page } from './github-api.ts';
import { listOf } from './list-of.ts';
import type { PageRequest } from './page-cursor.ts';
import { type GithubRepository, repositorySchema } from './repository.ts';
import { repositoryPath } from './repository-name.ts';

/** A path in a repository, at a branch, tag or commit. */
export interface FileAddress {
  readonly repository: string;
  readonly path: string;
  readonly ref?: string | undefined;
}

const installationSchema = z
  .object({ repositories: listOf(repositorySchema) })
  .transform(({ repositories }) => repositories);

/** The calls about repositories and what is in them. */
export function repositoryCalls(api: GithubApi, { isApp }: { readonly isApp: boolean }) {
  const page = async (
    path: string,
    schema: z.ZodType<readonly GithubRepository[]>,
    request: PageRequest & { readonly query: Readonly<Record<string, string>>; readonly signal: AbortSignal },
  ): Promise<Page<GithubRepository>> => {
    const { answer: items, next } = await api.page(path, schema, { what: 'the repositories', ...request });
    return { items, next };
  };
  const contentsPath = ({ repository, path }: FileAddress) =>
    `${repositoryPath(repository)}/contents/${path.split('/').map(encodeURIComponent).join('/')}`;
  return {
    /** Those that the connection can reach: a person's own and those of their organisations, or those of the installation. */
    mine: (request: PageRequest, signal: AbortSignal) =>
      isApp
        ? page('/installation/repositories', installationSchema, { ...request, query: {}, signal })
        : page('/user/repos', z.array(repositorySchema), { ...request, query: { sort: 'pushed' }, signal }),

    /** Those of an organisation or person; GitHub has a path for each. */
    async of(owner: string, request: PageRequest, signal: AbortSignal): Promise<Page<GithubRepository>> {
      const schema = z.array(repositorySchema);
      const wanted = { ...request, query: { sort: 'pushed' }, signal };
      try {
        return await page(`/orgs/${owner}/repos`, schema, wanted);
      } catch (error) {
        if (!SidecarError.isInstance(error) || error.code !== 'not_found') throw error;
        return page(`/users/${owner}/repos`, schema, wanted);
      }
    },

    read: (repository: string, signal: AbortSignal) =>
      api.get(repositoryPath(repository), repositorySchema, { what: repository, signal }),

    contents: (address: FileAddress, signal: AbortSignal): Promise<Contents> =>
      api.get(contentsPath(address), contentsSchema, {
        what: `${address.path || 'the root'} in ${address.repository}`,
        query: { ref: address.ref },
        signal,
      }),

    /** A file as it is, which is how GitHub gives those that are larger than a megabyte. */
    rawFile: (address: FileAddress, signal: AbortSignal): Promise<string> =>
      api.text(contentsPath(address), {
        what: `${address.path} in ${address.repository}`,
        query: { ref: address.ref },
        accept: 'application/vnd.github.raw+json',
        signal,
      }),
  };
}

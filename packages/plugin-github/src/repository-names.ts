import { SidecarError } from '@sidecar/core';
import { z } from 'zod';
import type { GithubApi } from './github-api.ts';
import { listOf } from './list-of.ts';
import { type NamedEntries, nameDirectory } from './name-directory.ts';
import { repositoryPath } from './repository-name.ts';

/** Turns the names that people use in a repository into what GitHub wants. */
export interface RepositoryNames {
  /** The labels' names as they are written. */
  labels(repository: string, names: readonly string[], signal: AbortSignal): Promise<readonly string[]>;
  /** A milestone's number, by its title. */
  milestone(repository: string, title: string, signal: AbortSignal): Promise<number>;
  /** Logins of people who can be assigned. */
  assignees(repository: string, logins: readonly string[], signal: AbortSignal): Promise<readonly string[]>;
  /** A login without its `@`; `@me` is whoever is connected. */
  login(name: string, signal: AbortSignal): Promise<string>;
  workflow(repository: string, name: string, signal: AbortSignal): Promise<Workflow>;
}

/** A workflow of GitHub Actions. */
export type Workflow = z.infer<typeof workflowSchema>;

const labelSchema = z.object({ name: z.string() });
const milestoneSchema = z.object({ number: z.int(), title: z.string() });
const assigneeSchema = z.object({ login: z.string() });
const workflowSchema = z.object({ id: z.int(), name: z.string().nullish(), path: z.string().nullish() });
const workflowsSchema = z
  .object({ workflows: listOf(workflowSchema) })
  .transform(({ workflows }) => workflows);

/** So many hundreds of names are read at most. */
const mostPages = 5;

/** The names of the repositories that one connection works with, each list read when it is needed. */
export function repositoryNames(
  api: GithubApi,
  me: (signal: AbortSignal) => Promise<string>,
): RepositoryNames {
  const lists = readers(api);
  const login = async (name: string, signal: AbortSignal) =>
    name.toLowerCase() === '@me' ? me(signal) : name.replace(/^@/, '');
  return {
    login,
    labels: (repository, names, signal) =>
      each(names, async (name) => (await lists.labels.find(repository, name, signal))?.name ?? name),
    milestone: async (repository, title, signal) => {
      const found = await lists.milestones.find(repository, title, signal);
      if (found) return found.number;
      throw tooMany('milestone', title, repository);
    },
    assignees: (repository, logins, signal) =>
      each(logins, async (name) => {
        const wanted = await login(name, signal);
        return (await lists.assignees.find(repository, wanted, signal))?.login ?? wanted;
      }),
    workflow: async (repository, name, signal) => {
      const found = await lists.workflows.find(repository, name, signal);
      if (found) return found;
      throw tooMany('workflow', name, repository);
    },
  };
}

function readers(api: GithubApi) {
  const reader =
    <Entry>(
      list: string,
      schema: z.ZodType<readonly Entry[]>,
      query: Readonly<Record<string, string>> = {},
    ) =>
    async (repository: string, signal: AbortSignal): Promise<NamedEntries<Entry>> => {
      const entries: Entry[] = [];
      const path = `${repositoryPath(repository)}/${list}`;
      let cursor: string | undefined;
      for (let page = 1; page <= mostPages; page += 1) {
        const request = { what: `the names in ${repository}`, query, limit: 100, cursor, signal };
        const { answer, next } = await api.page(path, schema, request);
        entries.push(...answer);
        if (next === undefined) return { entries, complete: true };
        cursor = next;
      }
      return { entries, complete: false };
    };
  return {
    labels: nameDirectory<z.infer<typeof labelSchema>>({
      kind: 'label',
      namesOf: ({ name }) => [name],
      load: reader('labels', z.array(labelSchema)),
    }),
    milestones: nameDirectory<z.infer<typeof milestoneSchema>>({
      kind: 'milestone',
      namesOf: ({ title }) => [title],
      load: reader('milestones', z.array(milestoneSchema), { state: 'all' }),
    }),
    assignees: nameDirectory<z.infer<typeof assigneeSchema>>({
      kind: 'person to assign called',
      namesOf: ({ login: own }) => [own],
      load: reader('assignees', z.array(assigneeSchema)),
    }),
    workflows: nameDirectory<Workflow>({
      kind: 'workflow',
      namesOf: workflowNames,
      load: reader('actions/workflows', workflowsSchema),
    }),
  };
}

/** A workflow goes by its name, its file and its id; the file tells those apart that share a name. */
function workflowNames({ id, name, path }: Workflow): readonly string[] {
  const file = path?.split('/').at(-1);
  return [...(name ? [name] : []), ...(file ? [file] : []), String(id)];
}

/** One after the other, so that a list that is not known yet is read once. */
async function each(names: readonly string[], find: (name: string) => Promise<string>): Promise<string[]> {
  const found: string[] = [];
  for (const name of names) found.push(await find(name));
  return found;
}

function tooMany(kind: string, name: string, repository: string): SidecarError {
  return new SidecarError(
    'not_found',
    `GitHub has too many entries in ${repository} to find the ${kind} "${name}".`,
    {
      integration: 'github',
      nextAction: `Look for the ${kind} in GitHub, and check its name.`,
    },
  );
}

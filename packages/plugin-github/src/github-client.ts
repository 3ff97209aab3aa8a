import { type Connection, type ConnectionFetch, type Identity, SidecarError } from '@sidecar/core';
import { z } from 'zod';
import { githubApi } from './github-api.ts';
import { type GithubSite, githubSite } from './github-site.ts';
import { issueCalls } from './issue-calls.ts';
import { pullRequestCalls } from './pull-request-calls.ts';
import { repositoryCalls } from './repository-calls.ts';
import { repositoryNames } from './repository-names.ts';
import { searchCall } from './search-calls.ts';
import { workflowCalls } from './workflow-calls.ts';

/** The calls to GitHub that the tools make, each with its answer checked. */
export interface GithubClient {
  /** The login of the connected person; asked once. */
  me(signal: AbortSignal): Promise<string>;
  readonly issues: ReturnType<typeof issueCalls>;
  readonly pullRequests: ReturnType<typeof pullRequestCalls>;
  readonly repositories: ReturnType<typeof repositoryCalls>;
  readonly search: ReturnType<typeof searchCall>;
  readonly workflows: ReturnType<typeof workflowCalls>;
  /** The person; for an app, the organisation that it is installed for. */
  identify(signal: AbortSignal): Promise<Identity>;
}

const userSchema = z.object({ id: z.int().positive(), login: z.string().min(1) });

/** Makes the client of one connection; its fetch adds the credentials, waits for limits and repeats what may be repeated. */
export function createGithubClient(context: {
  readonly fetch: ConnectionFetch;
  readonly connection: Connection;
  readonly site: GithubSite;
}): GithubClient {
  const { fetch, connection } = context;
  const { apiUrl, hosted } = connection.site ? githubSite(connection.site) : context.site;
  const api = githubApi({ fetch, apiUrl, hosted });
  const isApp = connection.auth === 'app';
  let login: string | undefined;

  const readPerson = (signal: AbortSignal) =>
    api.get('/user', userSchema, { what: 'the connected account', signal });
  const me = async (signal: AbortSignal): Promise<string> => {
    if (isApp) throw noPerson();
    login ??= (await readPerson(signal)).login;
    return login;
  };
  const names = repositoryNames(api, me);
  const repositories = repositoryCalls(api, { isApp });
  const defaultBranch = async (repository: string, signal: AbortSignal) =>
    (await repositories.read(repository, signal)).default_branch ?? 'main';

  return {
    me,
    issues: issueCalls(api, names),
    pullRequests: pullRequestCalls(api),
    repositories,
    search: searchCall(api),
    workflows: workflowCalls(api, { names, defaultBranch }),
    async identify(signal) {
      if (!isApp) {
        const person = await readPerson(signal);
        return { id: String(person.id), label: person.login };
      }
      const { items } = await repositories.mine({ limit: 1 }, signal);
      const owner = items[0]?.owner;
      if (!owner) throw noRepository();
      return { id: `installation-${owner.id}`, label: `${owner.login} (app)` };
    },
  };
}

function noPerson(): SidecarError {
  return new SidecarError('not_supported', 'GitHub is connected as an app here, so there is no "me".', {
    integration: 'github',
    nextAction: 'Give the login of a person.',
  });
}

function noRepository(): SidecarError {
  return new SidecarError('provider_rejected', 'The GitHub App is installed, but may see no repository.', {
    integration: 'github',
    nextAction: 'Give the installation at least one repository in the settings of the organisation.',
  });
}

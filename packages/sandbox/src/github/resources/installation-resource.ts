import { githubAppClient } from '../../oauth/github-dialect.ts';
import type { Installation } from '../github-store.ts';
import { accountResource, apiRoot, webRoot } from './account-resource.ts';

/** Where an app is installed, and what it may do there. */
export function installationResource({ id, account, permissions, suspended }: Installation) {
  return {
    id,
    client_id: githubAppClient.id,
    account: accountResource(account),
    access_tokens_url: `${apiRoot}/app/installations/${id}/access_tokens`,
    repositories_url: `${apiRoot}/installation/repositories`,
    html_url: `${webRoot}/organizations/${account.login}/settings/installations/${id}`,
    app_id: 4711,
    app_slug: 'sandbox-app',
    target_id: account.id,
    target_type: account.type,
    permissions,
    events: [],
    single_file_name: null,
    repository_selection: 'all',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    suspended_by: null,
    suspended_at: suspended ? '2026-01-02T00:00:00Z' : null,
  };
}

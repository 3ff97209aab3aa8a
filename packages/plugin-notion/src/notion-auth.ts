import { bearerToken, type OAuthClient, oauth2 } from '@sidecar/core';
import { z } from 'zod';

/** Where Notion is; a sandbox or a proxy gives its own. */
export interface NotionEndpoints {
  readonly authUrl?: string;
  readonly tokenUrl?: string;
  readonly revocationUrl?: string;
  /** What stands before `/v1` in the API's addresses. */
  readonly apiUrl?: string;
}

/** What a host can set; nothing has to be set when `NOTION_CLIENT_ID` and `NOTION_CLIENT_SECRET` are in the environment. */
export interface NotionOptions {
  /** The public integration's credentials; read when they are needed. */
  readonly client?: OAuthClient | (() => OAuthClient | undefined);
  readonly endpoints?: NotionEndpoints;
}

/**
 * A public integration by OAuth, or an internal one by its token. There are no scopes: a person selects pages, and an
 * integration has capabilities.
 * @see https://developers.notion.com/guides/get-started/authorization
 */
export function notionAuth({ client, endpoints = {} }: NotionOptions) {
  const getClient = typeof client === 'function' ? client : client && (() => client);
  return {
    oauth: oauth2({
      authUrl: endpoints.authUrl ?? 'https://api.notion.com/v1/oauth/authorize',
      tokenUrl: endpoints.tokenUrl ?? 'https://api.notion.com/v1/oauth/token',
      revocation: {
        url: endpoints.revocationUrl ?? 'https://api.notion.com/v1/oauth/revoke',
        scope: 'token',
        manualUrl: 'https://www.notion.com/help/add-and-manage-connections-with-the-api',
        request: revocationRequest,
      },
      scopes: [],
      pkce: 'none',
      clientAuth: 'client_secret_basic',
      client: 'confidential',
      clientEnvironment: { id: 'NOTION_CLIENT_ID', secret: 'NOTION_CLIENT_SECRET' },
      ...(getClient ? { getClient } : {}),
      // Compared exactly, port included.
      redirect: { hosts: ['localhost'], port: 'fixed' },
      tokenRequestFormat: 'json',
      extraAuthParams: { owner: 'user' },
      // Integrations from before refresh tokens have an access token that does not expire, and no other.
      rotation: 'sometimes',
      refreshToken: 'optional',
      parseTokenResponse: standardRefusal,
    }),
    token: bearerToken({
      fields: z.strictObject({
        token: z
          .string()
          .trim()
          .regex(/^(?:ntn_|secret_)\w+$/, 'Give the internal integration secret, which begins with ntn_.')
          .describe('Internal integration secret (ntn_…), from https://www.notion.so/profile/integrations'),
      }),
      token: ({ token }) => token,
      manualUrl: 'https://www.notion.so/profile/integrations',
    }),
  } as const;
}

/** Basic and JSON, as at the token endpoint. https://developers.notion.com/reference/revoke-token */
function revocationRequest({ token, client }: { readonly token: string; readonly client: OAuthClient }) {
  const basic = btoa(`${client.id}:${client.secret ?? ''}`);
  return {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  };
}

/** Some refusals come in the form of the API's errors, `{ object: "error", code }`, not in that of OAuth. */
function standardRefusal(body: Readonly<Record<string, unknown>>) {
  if (body.object !== 'error' || 'error' in body) return body;
  return { error: body.code, error_description: body.message };
}

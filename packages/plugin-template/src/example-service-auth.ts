import { type OAuthClient, oauth2 } from '@sidecar/core';

/** What a host can set; nothing has to be set when `EXAMPLE_SERVICE_CLIENT_ID` is in the environment. */
export interface ExampleServiceOptions {
  /** The app's credentials at Example Service; read when they are needed. */
  readonly client?: OAuthClient | (() => OAuthClient | undefined);
  /** Another address of the API, such as a proxy's. */
  readonly apiUrl?: string;
}

/** Example Service as an OAuth 2.0 provider. Name the page of its documentation here, and check every field against it. */
export function exampleServiceAuth({ client }: ExampleServiceOptions) {
  const getClient = typeof client === 'function' ? client : client && (() => client);
  return {
    oauth: oauth2({
      authUrl: 'https://example-service.example/oauth/authorize',
      tokenUrl: 'https://example-service.example/oauth/token',
      revocation: { url: 'https://example-service.example/oauth/revoke', scope: 'token' },
      scopes: ['items.read'],
      pkce: 'S256',
      clientAuth: 'client_secret_basic',
      client: 'either',
      clientEnvironment: { id: 'EXAMPLE_SERVICE_CLIENT_ID', secret: 'EXAMPLE_SERVICE_CLIENT_SECRET' },
      ...(getClient ? { getClient } : {}),
      redirect: { hosts: ['127.0.0.1'], port: 'any' },
      rotation: 'always',
      refreshToken: 'required',
    }),
  } as const;
}

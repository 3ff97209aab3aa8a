/** What the clients of an app on a server have in common at an authorization server; each has its own id, name and secret. */
export function webApp(redirectUris: readonly string[]) {
  return {
    application_type: 'web' as const,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code' as const],
    redirect_uris: [...redirectUris],
    token_endpoint_auth_method: 'client_secret_basic' as const,
  };
}

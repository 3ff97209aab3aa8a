import { createOAuthUserAuth } from '@octokit/auth-oauth-user';
import { request } from '@octokit/request';
import { tokenFiles } from './token-file.mjs';

/**
 * As a GitHub App with expiring tokens. It calls `onTokenCreated` for a renewal that was asked for by
 * `{ type: 'refresh' }`, not for the one that it does by itself.
 */
export async function setUpContestant({ endpoints: { githubUrl, client }, folder }) {
  const files = tokenFiles(folder);
  return {
    save: ({ name, accessToken, refreshToken, expiresAt }) =>
      files.write(name, { token: accessToken, refreshToken, expiresAt: new Date(expiresAt).toISOString() }),
    open: async (name) => {
      const auth = createOAuthUserAuth({
        clientType: 'github-app',
        clientId: client.id,
        clientSecret: client.secret,
        ...(await files.read(name)),
        refreshTokenExpiresAt: new Date(Date.now() + 86_400_000).toISOString(),
        onTokenCreated: (authentication) => files.write(name, authentication),
        request: request.defaults({ baseUrl: githubUrl }),
      });
      return { source: { getAccessToken: auth }, tokenOf: ({ token }) => token };
    },
  };
}

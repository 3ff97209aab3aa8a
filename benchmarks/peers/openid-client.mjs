import { allowInsecureRequests, ClientSecretPost, Configuration, refreshTokenGrant } from 'openid-client';
import { tokenFiles } from './token-file.mjs';

/** It sends the request and keeps nothing: looking at the expiry, and storing, is the shortest code a host could write. */
export async function setUpContestant({ endpoints: { issuer, tokenUrl, client }, folder }) {
  const files = tokenFiles(folder);
  const server = { issuer, token_endpoint: tokenUrl };
  const metadata = { id_token_signed_response_alg: 'ES256' };
  const config = new Configuration(server, client.id, metadata, ClientSecretPost(client.secret));
  allowInsecureRequests(config);
  return {
    save: ({ name, ...tokens }) => files.write(name, tokens),
    open: async (name) => ({
      source: {
        getAccessToken: async () => {
          const saved = await files.read(name);
          if (saved.expiresAt > Date.now()) return saved.accessToken;
          const answer = await refreshTokenGrant(config, saved.refreshToken);
          await files.write(name, {
            accessToken: answer.access_token,
            refreshToken: answer.refresh_token ?? saved.refreshToken,
            expiresAt: Date.now() + (answer.expiresIn() ?? 3600) * 1000,
          });
          return answer.access_token;
        },
      },
      tokenOf: String,
    }),
  };
}

import { OAuth2Client } from 'google-auth-library';
import { tokenFiles } from './token-file.mjs';

/** The credentials are loaded once and saved at every `tokens` event, as its documentation shows. */
export async function setUpContestant({ endpoints, folder }) {
  const files = tokenFiles(folder);
  return {
    save: ({ name, accessToken, refreshToken, expiresAt }) =>
      files.write(name, { access_token: accessToken, refresh_token: refreshToken, expiry_date: expiresAt }),
    open: async (name) => {
      const client = new OAuth2Client({
        clientId: endpoints.client.id,
        clientSecret: endpoints.client.secret,
        endpoints: { oauth2TokenUrl: endpoints.tokenUrl },
      });
      const saved = await files.read(name);
      client.setCredentials(saved);
      client.on('tokens', (tokens) => void files.write(name, { ...saved, ...tokens }));
      return { source: client, tokenOf: ({ token }) => token };
    },
  };
}

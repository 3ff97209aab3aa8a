import type { SavedConnection, SetUpContestant } from './contestant.ts';

/** No library at all: one plain request to the token endpoint, the least that a renewal can cost. */
export const setUpContestant: SetUpContestant = async ({ endpoints: { tokenUrl, client } }) => {
  const saved = new Map<string, SavedConnection>();
  return {
    save: async (connection) => {
      saved.set(connection.name, connection);
    },
    open: async (name) => ({
      source: {
        getAccessToken: async () => {
          const response = await fetch(tokenUrl, {
            method: 'POST',
            body: new URLSearchParams({
              grant_type: 'refresh_token',
              refresh_token: saved.get(name)?.refreshToken ?? '',
              client_id: client.id,
              client_secret: client.secret,
            }),
          });
          const answer: { access_token?: string } = await response.json();
          return answer.access_token;
        },
      },
      tokenOf: String,
    }),
  };
};

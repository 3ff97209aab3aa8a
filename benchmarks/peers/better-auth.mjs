import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { getMigrations } from 'better-auth/db/migration';
import { genericOAuth } from 'better-auth/plugins';

/** Its generic OAuth plugin over its memory adapter or, for several processes, over SQLite in one file. */
export async function setUpContestant({ endpoints: { tokenUrl, client }, folder }) {
  const options = {
    baseURL: 'http://127.0.0.1',
    secret: 'a-secret-of-thirty-two-characters',
    database: folder === undefined ? memory() : openDatabase(path.join(folder, 'auth.sqlite')),
    logger: { disabled: true },
    telemetry: { enabled: false },
    plugins: [
      genericOAuth({
        config: [
          {
            providerId: 'notes',
            clientId: client.id,
            clientSecret: client.secret,
            authorizationUrl: new URL('/auth', tokenUrl).href,
            tokenUrl,
          },
        ],
      }),
    ],
  };
  if (folder !== undefined) await (await getMigrations(options)).runMigrations();
  const auth = betterAuth(options);
  const { internalAdapter } = await auth.$context;
  return {
    save: async ({ name, accessToken, refreshToken, expiresAt }) => {
      const user = await internalAdapter.createUser({
        email: `${name}@example.com`,
        name,
        emailVerified: true,
      });
      await internalAdapter.createAccount({
        userId: user.id,
        providerId: 'notes',
        accountId: name,
        accessToken,
        refreshToken,
        accessTokenExpiresAt: new Date(expiresAt),
      });
    },
    open: async (name) => {
      const found = await internalAdapter.findUserByEmail(`${name}@example.com`, { includeAccounts: true });
      const body = { userId: found.user.id, accountId: found.accounts[0].id };
      return {
        source: { getAccessToken: () => auth.api.getAccessToken({ body }) },
        tokenOf: (answer) => answer.accessToken,
      };
    },
  };
}

function memory() {
  return memoryAdapter({ user: [], session: [], account: [], verification: [] });
}

function openDatabase(file) {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  database.exec('PRAGMA journal_mode = WAL');
  return database;
}

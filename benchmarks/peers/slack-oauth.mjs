import slack from '@slack/oauth';

const { FileInstallationStore, InstallProvider, LogLevel, MemoryInstallationStore } = slack;

/** Its own stores; `authorize` is what an app calls for every event. */
export async function setUpContestant({ endpoints: { slackUrl, client }, folder }) {
  const installationStore =
    folder === undefined
      ? new MemoryInstallationStore()
      : // It appends the team to the folder's name as it stands.
        new FileInstallationStore({ baseDir: `${folder}/` });
  const provider = new InstallProvider({
    clientId: client.id,
    clientSecret: client.secret,
    stateSecret: 'a-secret-for-states',
    installationStore,
    logLevel: LogLevel.ERROR,
    logger: silentLogger(),
    clientOptions: { slackApiUrl: slackUrl },
  });
  return {
    save: ({ name, accessToken, refreshToken, expiresAt }) =>
      installationStore.storeInstallation({
        team: { id: name },
        enterprise: undefined,
        isEnterpriseInstall: false,
        user: { id: 'U1', token: undefined, scopes: undefined },
        bot: {
          id: 'B1',
          userId: 'U2',
          scopes: ['chat:write'],
          token: accessToken,
          refreshToken,
          expiresAt: Math.floor(expiresAt / 1000),
        },
        authVersion: 'v2',
        appId: 'A1',
      }),
    open: async (name) => {
      const query = { teamId: name, isEnterpriseInstall: false };
      return {
        source: { getAccessToken: () => provider.authorize(query) },
        tokenOf: ({ botToken }) => botToken,
      };
    },
  };
}

/** Its messages about each failed refresh would cost more than the refresh. */
function silentLogger() {
  const nothing = () => {};
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    setLevel: nothing,
    setName: nothing,
    getLevel: () => LogLevel.ERROR,
  };
}

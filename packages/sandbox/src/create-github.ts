import { generateKeyPairSync } from 'node:crypto';
import { githubApi } from './github/github-api.ts';
import { GithubError } from './github/github-error.ts';
import { GithubLimits } from './github/github-limits.ts';
import { GithubTokens } from './github/github-tokens.ts';
import { seedGithubStore } from './github/seed-github-store.ts';
import { Recorder } from './http/recorder.ts';
import { createAuthorizationServer } from './oauth/authorization-server.ts';
import { githubAppClient, githubDialect } from './oauth/github-dialect.ts';
import { TokenLog } from './oauth/token-log.ts';
import type { Place } from './place.ts';
import type { GithubApp } from './sandbox.ts';
import type { Service } from './service.ts';

const appId = '4711';

/** GitHub with two people, an organisation, and an app that is installed there. */
export function createGithub({ origin, signingKey, now }: Place) {
  const tokenLog = new TokenLog();
  const authorization = createAuthorizationServer(githubDialect, { issuer: origin, signingKey, tokenLog });
  const store = seedGithubStore(now());
  const tokens = new GithubTokens(authorization, store, now);
  const limits = new GithubLimits();
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const registered = { id: appId, clientId: githubAppClient.id, publicKey };
  const service: Service = {
    id: 'github',
    dialect: githubDialect,
    authorization,
    api: githubApi({ store, tokens, limits, now, app: registered, authorization }),
    realOrigin: 'https://api.github.com',
    tokenLog,
    recorder: new Recorder(),
    isApi: (path) => !/^\/(?:login|interaction)\//.test(path),
    describeError: (status) => new GithubError(status).body,
  };
  const app: GithubApp = {
    appId,
    organization: 'engine-society',
    installationId: '42',
    privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    setSuspended: (isSuspended) => {
      for (const installation of store.installations) installation.suspended = isSuspended;
    },
  };
  return { service, tokens, limits, app };
}

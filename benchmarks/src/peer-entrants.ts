import type { Entrant } from './entrant.ts';
import { pinnedVersions } from './peer-folders.ts';

/** The libraries that are measured on the same work. */
export function peerEntrants(): readonly Entrant[] {
  const versions = pinnedVersions('tokens');
  return peers.map(({ packageName, file, ...facts }) => ({
    ...facts,
    title: `${packageName} ${versions[packageName]}`,
    module: new URL(`../peers/${file}`, import.meta.url).href,
  }));
}

const peers: readonly (Omit<Entrant, 'title' | 'module'> & { packageName: string; file: string })[] = [
  {
    packageName: 'google-auth-library',
    file: 'google-auth-library.mjs',
    keepsTokens: true,
    memory: 'the client object',
    stored: 'JSON file at `tokens`',
  },
  {
    packageName: 'openid-client',
    file: 'openid-client.mjs',
    keepsTokens: false,
    memory: 'a variable of the host',
    stored: 'JSON file of the host',
  },
  {
    packageName: 'better-auth',
    file: 'better-auth.mjs',
    keepsTokens: true,
    memory: 'its memory adapter',
    stored: 'its SQLite adapter',
  },
  {
    packageName: '@slack/oauth',
    file: 'slack-oauth.mjs',
    keepsTokens: true,
    memory: 'its memory store',
    stored: 'its file store',
  },
  {
    packageName: '@octokit/auth-oauth-user',
    file: 'octokit-auth-oauth-user.mjs',
    keepsTokens: true,
    memory: 'the auth object',
    stored: 'JSON file, read once',
  },
];

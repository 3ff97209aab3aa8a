import { testPlugin } from '@sidecar/testing';
import { describe, it } from 'vitest';
import { githubAnswers } from '../test/github-answers.ts';
import { rsaKeys } from '../test/rsa-keys.ts';
import { toolExamples } from '../test/tool-examples.ts';
import { github } from './index.ts';

const installation = { repositories: [githubAnswers.repository], total_count: 1 };

testPlugin(github(), {
  describe,
  it,
  packageFolder: new URL('..', import.meta.url),
  connection: {
    auth: 'app',
    fields: { appId: '7', installationId: '42', privateKey: rsaKeys().pkcs1 },
    answers: [{ method: 'GET', path: '/installation/repositories', body: installation }],
    mint: {
      method: 'POST',
      path: '/app/installations/42/access_tokens',
      status: 201,
      body: ({ accessToken }) => ({ token: accessToken, expires_at: '2999-01-01T00:00:00Z' }),
    },
  },
  examples: {
    ...toolExamples,
    repositories_list: {
      input: { limit: 5 },
      answers: [{ method: 'GET', path: '/installation/repositories', body: installation }],
    },
  },
});

import { testPlugin } from '@sidecar/testing';
import { describe, it } from 'vitest';
import { slackExamples } from '../test/slack-examples.ts';
import { slackTokenAnswer } from '../test/slack-token-answer.ts';
import { slack } from './index.ts';

const { connection, examples } = slackExamples;

testPlugin(slack(), {
  describe,
  it,
  packageFolder: new URL('..', import.meta.url),
  withClient: (client) => slack({ client }),
  connection: { auth: 'pkce', answers: connection, tokenAnswer: slackTokenAnswer('user') },
  extraScopes: { 'im:write': 'without it nobody can be written to directly' },
  examples,
});

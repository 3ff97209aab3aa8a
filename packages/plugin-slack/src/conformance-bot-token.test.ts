import { testPlugin } from '@sidecar/testing';
import { describe, it } from 'vitest';
import { slackExamples } from '../test/slack-examples.ts';
import { slack } from './index.ts';

const { connection, examples } = slackExamples;
const { messages_search: _needsAPerson, ...ofBots } = examples;

testPlugin(slack(), {
  describe,
  it,
  packageFolder: new URL('..', import.meta.url),
  connection: {
    auth: 'bot_token',
    fields: { token: 'xoxb-1234567890-typed-by-ada' },
    answers: connection,
  },
  examples: ofBots,
});

import { testPlugin } from '@sidecar/testing';
import { describe, it } from 'vitest';
import { exampleService } from './index.ts';

testPlugin(exampleService(), {
  describe,
  it,
  packageFolder: new URL('..', import.meta.url),
  withClient: (client) => exampleService({ client }), // only: oauth2
  // only: oauth2, token {
  connection: {
    fields: { token: 'token-that-ada-typed' }, // only: token
    answers: [{ method: 'GET', path: '/v1/me', body: { id: 'u1', email: 'ada@example.com' } }],
  },
  // }
  examples: {
    item_list: {
      input: { limit: 2 },
      answers: [{ method: 'GET', path: '/v1/items', body: { items: [{ id: 'i1', title: 'First item' }] } }],
      output: { items: [{ id: 'i1', title: 'First item' }] },
    },
  },
});

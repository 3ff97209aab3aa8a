import { testPlugin } from '@sidecar/testing';
import { describe, it } from 'vitest';
import { personAnswer, toolExamples } from '../test/tool-examples.ts';
import { github } from './index.ts';

testPlugin(github(), {
  describe,
  it,
  packageFolder: new URL('..', import.meta.url),
  connection: {
    auth: 'token',
    fields: { token: 'github_pat_11AAAA_that_ada_typed' },
    answers: [personAnswer],
  },
  examples: toolExamples,
});

import { testPlugin } from '@sidecar/testing';
import { describe, it } from 'vitest';
import { personAnswer, toolExamples } from '../test/tool-examples.ts';
import { github } from './index.ts';

testPlugin(github(), {
  describe,
  it,
  packageFolder: new URL('..', import.meta.url),
  withClient: (client) => github({ client }),
  connection: { answers: [personAnswer] },
  examples: toolExamples,
});

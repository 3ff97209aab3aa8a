import { testPlugin } from '@sidecar/testing';
import { describe, it } from 'vitest';
import { conformanceExamples, meAnswer } from '../test/conformance-examples.ts';
import { notion } from './index.ts';

testPlugin(notion(), {
  describe,
  it,
  packageFolder: new URL('..', import.meta.url),
  withClient: (client) => notion({ client }),
  connection: { answers: [meAnswer] },
  examples: conformanceExamples,
});

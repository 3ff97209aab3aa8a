import { testPlugin } from '@sidecar/testing';
import { describe, it } from 'vitest';
import { conformanceExamples, meAnswer } from '../test/conformance-examples.ts';
import { notion } from './index.ts';

testPlugin(notion(), {
  describe,
  it,
  packageFolder: new URL('..', import.meta.url),
  connection: { auth: 'token', fields: { token: 'ntn_tokenThatAdaTyped42' }, answers: [meAnswer] },
  examples: conformanceExamples,
});

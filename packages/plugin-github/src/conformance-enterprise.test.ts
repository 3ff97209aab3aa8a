import { testPlugin } from '@sidecar/testing';
import { describe, it } from 'vitest';
import { personAnswer, toolExamples } from '../test/tool-examples.ts';
import { github } from './index.ts';

/** The same answer where an Enterprise Server has its API. */
function atServer<Answer extends { readonly path: string }>(answer: Answer): Answer {
  return { ...answer, path: `/api/v3${answer.path}` };
}

const examples = Object.entries(toolExamples).map(([tool, given]) => {
  const moved = [given].flat().map((example) => ({ ...example, answers: example.answers.map(atServer) }));
  // A server that may be older is not asked which run it started.
  if (tool !== 'workflow_dispatch') return [tool, moved] as const;
  return [tool, moved.map(({ output: _, ...example }) => example)] as const;
});

testPlugin(github(), {
  describe,
  it,
  packageFolder: new URL('..', import.meta.url),
  level: 'bronze',
  connection: {
    auth: 'token',
    fields: { token: 'ghp_16C7e42F292c6912E7710c838347Ae178B4a', site: 'https://github.acme.example' },
    answers: [atServer(personAnswer)],
  },
  examples: Object.fromEntries(examples),
});

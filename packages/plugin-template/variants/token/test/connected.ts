import { createSidecar, memoryStore } from '@sidecar/core';
import { type ExampleServiceOptions, exampleService } from '../src/index.ts';
import { type Answers, accessToken, fakeExampleService } from './fake-example-service.ts';

/** A Sidecar that is connected with a played Example Service, and the requests that it got. */
export async function connected(answers: Answers = {}, options: ExampleServiceOptions = {}) {
  const { fetch, received } = fakeExampleService(answers);
  const sidecar = createSidecar({ plugins: [exampleService(options)], store: memoryStore(), fetch });
  await sidecar.connect('example-service', { auth: 'token', fields: { token: accessToken } });
  return { sidecar, received };
}

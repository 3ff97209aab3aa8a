import { createSidecar, memoryStore, pasteUrl } from '@sidecar/core';
import { type ExampleServiceOptions, exampleService } from '../src/index.ts';
import { type Answers, fakeExampleService } from './fake-example-service.ts';

/** A Sidecar that is connected with a played Example Service, and the requests that it got. */
export async function connected(answers: Answers = {}, options: ExampleServiceOptions = {}) {
  const { fetch, received } = fakeExampleService(answers);
  const plugin = exampleService({ client: { id: 'app', secret: 'secret of the app' }, ...options });
  const sidecar = createSidecar({ plugins: [plugin], store: memoryStore(), fetch });
  const redirectUri = 'http://127.0.0.1:8217/callback/example-service';
  await sidecar.connect('example-service', { via: pasteUrl({ redirectUri, prompt: consent }) });
  return { sidecar, received };
}

/** The callback URL that a consenting person is sent to. */
async function consent(authUrl: string): Promise<string> {
  const { searchParams } = new URL(authUrl);
  const callback = new URL(searchParams.get('redirect_uri') ?? '');
  callback.searchParams.set('state', searchParams.get('state') ?? '');
  callback.searchParams.set('code', 'code-of-ada');
  return callback.href;
}

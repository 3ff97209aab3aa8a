// only: oauth2 {
import { createSidecar, memoryStore } from '@sidecar/core';
import { expect, it } from 'vitest';
import { exampleService } from './index.ts';

it('names the environment variable when there is no client id', async () => {
  const plugin = exampleService({ client: () => undefined });
  const sidecar = createSidecar({ plugins: [plugin], store: memoryStore() });
  const redirectUri = 'http://127.0.0.1:8217/callback/example-service';
  await expect(sidecar.startAuthFlow('example-service', { redirectUri })).rejects.toMatchObject({
    code: 'not_configured',
    message: expect.stringContaining('EXAMPLE_SERVICE_CLIENT_ID'),
  });
});
// }

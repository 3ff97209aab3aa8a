import type { IntegrationPlugin } from '@sidecar/core';
import { type ExampleServiceOptions, exampleServiceAuth } from './example-service-auth.ts';
import { createExampleServiceClient, type ExampleServiceClient } from './example-service-client.ts';
import { itemListTool } from './tools/item-list.ts';

/** Example Service: list items. */
export function exampleService(options: ExampleServiceOptions = {}) {
  const apiUrl = new URL(options.apiUrl ?? 'https://api.example-service.example');
  return {
    specificationVersion: 'v1',
    id: 'example-service',
    name: 'Example Service',
    description: 'List the items of Example Service.',
    icon: '🧩',
    category: 'productivity',
    capabilities: { read: ['items'], write: [], webhooks: false },
    auth: exampleServiceAuth(options),
    apiOrigins: [apiUrl.origin],
    createClient: ({ fetch }) => createExampleServiceClient({ fetch, apiUrl }),
    identify: (client, signal) => client.me(signal), // only: oauth2, token
    tools: [itemListTool],
  } as const satisfies IntegrationPlugin<ExampleServiceClient>;
}

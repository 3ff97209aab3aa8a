import type { IntegrationPlugin } from '@sidecar/core';
import { type NotionOptions, notionAuth } from './notion-auth.ts';
import { createNotionClient, type NotionClient } from './notion-client.ts';
import { notionAnswers } from './notion-errors.ts';
import { databaseQueryTool } from './tools/database-query.ts';
import { pagesCreateTool } from './tools/pages-create.ts';
import { pagesReadTool } from './tools/pages-read.ts';
import { pagesSearchTool } from './tools/pages-search.ts';
import { pagesUpdateTool } from './tools/pages-update.ts';

/** Notion: search, read and write pages as Markdown, and query databases. */
export function notion(options: NotionOptions = {}) {
  const apiUrl = new URL(options.endpoints?.apiUrl ?? 'https://api.notion.com');
  return {
    specificationVersion: 'v1',
    id: 'notion',
    name: 'Notion',
    description: 'Search, read and write Notion pages as Markdown, and query databases.',
    icon: '🗒️',
    category: 'productivity',
    capabilities: { read: ['pages', 'databases'], write: ['pages'], webhooks: false },
    auth: notionAuth(options),
    apiOrigins: [apiUrl.origin],
    answers: notionAnswers,
    createClient: ({ fetch }) => createNotionClient({ fetch, apiUrl }),
    identify: (client, signal) => client.me(signal),
    tools: [pagesSearchTool, pagesReadTool, pagesCreateTool, pagesUpdateTool, databaseQueryTool],
  } as const satisfies IntegrationPlugin<NotionClient>;
}

import type { ConnectionFetch, Effect } from '@sidecar/core';
import type { z } from 'zod';
import { readAnswer } from './notion-errors.ts';

/** The version whose databases have data sources. https://developers.notion.com/reference/versioning */
const notionVersion = '2025-09-03';

/** What a request says beside its path. */
export interface NotionRequest {
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: object;
  readonly signal: AbortSignal;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Notion's API with the answers checked. */
export interface NotionApi {
  /** A request that changes nothing: also the two that are POST, searching and querying. */
  read<Answer extends z.ZodType>(
    line: `${'GET' | 'POST'} ${string}`,
    answer: Answer,
    request: NotionRequest,
  ): Promise<z.infer<Answer>>;
  write<Answer extends z.ZodType>(
    line: `${Method} ${string}`,
    answer: Answer,
    request: NotionRequest,
  ): Promise<z.infer<Answer>>;
}

/** Makes it over a connection's fetch. */
export function notionApi({
  fetch,
  apiUrl,
}: {
  readonly fetch: ConnectionFetch;
  readonly apiUrl: URL;
}): NotionApi {
  const send = async (line: string, effect: Effect, { query = {}, body, signal }: NotionRequest) => {
    const [method = 'GET', path = ''] = line.split(' ');
    const url = new URL(`${apiUrl.href.replace(/\/$/, '')}/v1/${path}`);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    return fetch(url, {
      method,
      headers: {
        'notion-version': notionVersion,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(effect === 'read' ? { idempotent: true } : {}),
      signal,
    });
  };
  return {
    read: async (line, answer, request) => readAnswer(await send(line, 'read', request), answer),
    write: async (line, answer, request) => readAnswer(await send(line, 'write', request), answer, 'write'),
  };
}

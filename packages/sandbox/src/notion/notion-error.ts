import { randomUUID } from 'node:crypto';

const codes: Readonly<Record<number, string>> = {
  400: 'validation_error',
  401: 'unauthorized',
  403: 'restricted_resource',
  404: 'object_not_found',
  409: 'conflict_error',
  413: 'validation_error',
  429: 'rate_limited',
  500: 'internal_server_error',
  502: 'bad_gateway',
  503: 'service_unavailable',
  504: 'gateway_timeout',
  529: 'service_overload',
};

/** A refusal of Notion's API. https://developers.notion.com/reference/status-codes */
export class NotionError extends Error {
  override readonly name = 'NotionError';
  readonly status: number;
  readonly body: object;

  constructor(status: number, message: string, code = codes[status] ?? 'internal_server_error') {
    super(message);
    this.status = status;
    this.body = { object: 'error', status, code, message, request_id: randomUUID() };
  }
}

/** What a field of the body has to be. */
export function invalidBody(path: string, problem: string): NotionError {
  return new NotionError(400, `body failed validation: ${path} ${problem}.`);
}

/** Also the answer for what is there but not shared. */
export function objectNotFound(
  kind: 'block' | 'page' | 'database' | 'data source' | 'user',
  id: string,
): NotionError {
  const message = `Could not find ${kind} with ID: ${id}. Make sure the relevant pages and databases are shared with your integration.`;
  return new NotionError(404, message);
}

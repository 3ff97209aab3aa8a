import { type ConnectionFetch, errorFromStatus, SidecarError } from '@sidecar/core';
import { z } from 'zod';

const noteSchema = z.object({
  id: z.string().min(1),
  title: z.string(),
  tags: z.array(z.string()).nullish().catch(null),
});
const listSchema = z.object({ notes: z.array(noteSchema) });
const personSchema = z.object({ id: z.string().min(1), email: z.string().min(1) });

export type Note = z.output<typeof noteSchema>;

/** A request of the client. */
export interface NotesRequest {
  readonly method?: string;
  readonly path: string;
  readonly body?: object;
  readonly idempotent?: boolean;
  readonly signal: AbortSignal;
}

/** Everything in which the client can be broken. */
export interface NotesParts {
  send(
    fetch: ConnectionFetch,
    url: string,
    init: RequestInit & { readonly idempotent?: boolean },
  ): Promise<Response>;
  refuse(response: Response, request: NotesRequest): Promise<SidecarError | Error | undefined>;
  read(response: Response, request: NotesRequest): Promise<unknown>;
  parse<Schema extends z.ZodType>(schema: Schema, body: unknown, request: NotesRequest): z.output<Schema>;
}

export const integration = { id: 'notes', name: 'Notes' };
export const origin = 'https://api.notes.example';

/** The parts as they should be. */
export const soundParts: NotesParts = {
  send: (fetch, url, init) => fetch(url, init),
  refuse: async (response, { method }) =>
    response.ok
      ? undefined
      : errorFromStatus({
          integration,
          status: response.status,
          effect: isWrite(method) ? 'write' : 'read',
          ...(response.status === 403 ? { message: 'The scope is missing.' } : {}),
        }),
  read: async (response, request) => {
    const text = await response.text();
    try {
      return JSON.parse(text);
    } catch {
      throw unreadable(request);
    }
  },
  parse: (schema, body, request) => {
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    throw unreadable(request);
  },
};

export function isWrite(method = 'GET'): boolean {
  return method !== 'GET';
}

function unreadable({ method, idempotent }: NotesRequest): SidecarError {
  const isUnknown = isWrite(method) && !idempotent;
  return new SidecarError('invalid_response', 'Notes answered something that is not of its API.', {
    integration: 'notes',
    retryable: false,
    ...(isUnknown ? { outcome: 'unknown', nextAction: 'Look in Notes whether it was done.' } : {}),
  });
}

export type NotesClient = ReturnType<typeof notesClient>;

/** A client of a service that keeps notes. */
export function notesClient(
  { fetch, base }: { readonly fetch: ConnectionFetch; readonly base: string },
  parts: NotesParts,
) {
  const call = async <Schema extends z.ZodType>(schema: Schema, request: NotesRequest) => {
    const { method = 'GET', path, body, idempotent, signal } = request;
    const response = await parts.send(fetch, `${base}${path}`, {
      method,
      signal,
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
      ...(idempotent ? { idempotent } : {}),
    });
    const refusal = await parts.refuse(response, request);
    if (refusal) throw refusal;
    return parts.parse(schema, await parts.read(response, request), request);
  };
  return {
    me: (signal: AbortSignal) => call(personSchema, { path: '/v1/me', signal }),
    list: (signal: AbortSignal) => call(listSchema, { path: '/v1/notes', signal }),
    search: (text: string, signal: AbortSignal) =>
      call(listSchema, { method: 'POST', path: '/v1/search', body: { text }, idempotent: true, signal }),
    create: (title: string, signal: AbortSignal) =>
      call(noteSchema, { method: 'POST', path: '/v1/notes', body: { title }, signal }),
    archive: (id: string, signal: AbortSignal) =>
      call(noteSchema, {
        method: 'PUT',
        path: `/v1/notes/${id}/archive`,
        body: {},
        idempotent: true,
        signal,
      }),
  };
}

import { type ConnectionFetch, SidecarError } from '@sidecar/core';
import type { z } from 'zod';
import { type CallSubject, githubError, mayHaveHappened, unreadable } from './github-errors.ts';
import { githubHeaders } from './github-headers.ts';
import { nextCursor, type PageRequest, pageQuery } from './page-cursor.ts';

/** What a request says beside its path. */
export interface ApiRequest {
  /** What is asked for, for the words of errors. */
  readonly what: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Another form of the answer than JSON. */
  readonly accept?: string;
  readonly signal: AbortSignal;
}

/** One page of a list; without `next` it is the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string | undefined;
}

/** A body and the headers that came with it. */
interface Answered {
  readonly headers: Headers;
  readonly status: number;
  readonly text: string;
}

/** GitHub's REST API over a connection's fetch. */
export interface GithubApi {
  /** Whether it is run by GitHub; an Enterprise Server can be years behind. */
  readonly hosted: boolean;
  get<Answer extends z.ZodType>(path: string, answer: Answer, request: ApiRequest): Promise<z.infer<Answer>>;
  /** One page of a list. */
  page<Answer extends z.ZodType>(
    path: string,
    answer: Answer,
    request: ApiRequest & PageRequest,
  ): Promise<{ readonly answer: z.infer<Answer>; readonly next?: string }>;
  text(path: string, request: ApiRequest): Promise<string>;
  /** A write; its answer is undefined where GitHub sends none (204). */
  write<Answer extends z.ZodType>(
    call: `${'POST' | 'PATCH' | 'PUT'} ${string}`,
    answer: Answer,
    request: ApiRequest,
  ): Promise<z.infer<Answer>>;
}

/** Makes the API of one connection. */
export function githubApi(context: {
  readonly fetch: ConnectionFetch;
  readonly apiUrl: string;
  readonly hosted: boolean;
}): GithubApi {
  const send = async (method: string, path: string, request: ApiRequest): Promise<Answered> => {
    const { what, query = {}, body, accept, signal } = request;
    const effect = method === 'GET' ? 'read' : 'write';
    const url = new URL(context.apiUrl + path);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const headers = {
      ...githubHeaders,
      ...(accept ? { accept } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    };
    const response = await context.fetch(url, {
      method,
      headers,
      signal,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await readText(response, { effect, what });
    const answered = { status: response.status, headers: response.headers };
    if (!response.ok) throw githubError({ ...answered, body: parseJson(text) }, { effect, what });
    return { ...answered, text };
  };
  return {
    hosted: context.hosted,
    get: async (path, answer, request) => {
      const { text } = await send('GET', path, request);
      return read(answer, text, { effect: 'read', what: request.what });
    },
    page: async (path, answer, request) => {
      const query = { ...request.query, ...pageQuery(request) };
      const { text, headers } = await send('GET', path, { ...request, query });
      const next = nextCursor(headers.get('link'));
      return {
        answer: read(answer, text, { effect: 'read', what: request.what }),
        ...(next ? { next } : {}),
      };
    },
    text: async (path, request) => (await send('GET', path, request)).text,
    write: async (call, answer, request) => {
      const [method = '', path = ''] = call.split(' ');
      const { status, text } = await send(method, path, request);
      const subject = { effect: 'write', what: request.what } as const;
      return status === 204 ? check(answer, undefined, subject) : read(answer, text, subject);
    },
  };
}

async function readText(response: Response, { effect, what }: CallSubject): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    if (SidecarError.isInstance(error) && (effect === 'read' || error.outcome)) throw error;
    throw new SidecarError('network', `GitHub's answer about ${what} broke off in the middle.`, {
      integration: 'github',
      cause: error,
      ...(effect === 'read' ? {} : mayHaveHappened),
    });
  }
}

function read<Answer extends z.ZodType>(schema: Answer, text: string, subject: CallSubject): z.infer<Answer> {
  const body = parseJson(text);
  if (body === undefined) throw unreadable(subject);
  return check(schema, body, subject);
}

function check<Answer extends z.ZodType>(
  schema: Answer,
  body: unknown,
  subject: CallSubject,
): z.infer<Answer> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw unreadable(subject);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

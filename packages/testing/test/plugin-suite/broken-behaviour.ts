import { get } from 'node:https';
import { inspect } from 'node:util';
import { errorFromStatus, type OAuthClient, SidecarError } from '@sidecar/core';
import type { BrokenPlugin } from './broken-plugin.ts';
import { integration, isWrite, type NotesParts, soundParts } from './notes-client.ts';
import { notesExamples } from './notes-examples.ts';
import { brokenNotes, noteArchive, noteCreate, noteList, noteSearch, notesPlugin } from './notes-plugin.ts';

const { examples } = notesExamples;

function broken(parts: Partial<NotesParts>): Pick<BrokenPlugin, 'plugin'> {
  return { plugin: notesPlugin(parts) };
}

/** A suite with one tool, for faults that take the suite's patience to see. */
function alone(
  plugin: ReturnType<typeof notesPlugin>,
  tool: keyof typeof examples,
): Pick<BrokenPlugin, 'plugin' | 'options'> {
  const tools = plugin.tools.filter(({ name }) => name === tool);
  return {
    plugin: brokenNotes({ ...plugin, identify: undefined, tools }),
    options: { examples: { [tool]: examples[tool] } },
  };
}

function askHttps(url: string): Promise<Response> {
  return new Promise((resolve, reject) => {
    get(url, () => resolve(Response.json({}))).once('error', reject);
  });
}

async function bodyOf(response: Response): Promise<unknown> {
  return JSON.parse(await response.text());
}

/** The library's answer, wherever in the tree it is. */
function deepest(body: unknown): unknown {
  return typeof body === 'object' && body !== null ? Object.values(body).map(deepest).at(0) : body;
}

/** Plugins that go wrong when they are used. */
export const brokenBehaviour: readonly BrokenPlugin[] = [
  {
    rule: 'network',
    what: 'uses the global fetch',
    ...broken({ send: (_, url, init) => fetch(url, init) }),
    says: /called the global fetch for https:\/\/api.notes.example/,
  },
  {
    rule: 'network',
    what: 'uses a library with a network of its own',
    ...broken({ send: (_, url) => askHttps(url) }),
    says: /opened a socket of its own to api.notes.example:443/,
  },
  {
    rule: 'network',
    what: 'asks a host that it does not declare',
    ...broken({ send: (send, url, init) => send(url.replace('api.', 'eu.'), init) }),
    says: /asked GET https:\/\/eu.notes.example/,
  },
  {
    rule: 'secrets',
    what: 'keeps its client where everybody sees it',
    plugin: notesPlugin(),
    options: { withClient: (client: OAuthClient) => brokenNotes({ client }) },
    says: /shows the secret of its client/,
  },
  {
    rule: 'secrets',
    what: 'puts the whole answer into its error',
    ...broken({
      refuse: async (response) =>
        response.ok
          ? undefined
          : new SidecarError('provider_rejected', `Notes said ${await response.text()}`, {
              integration: 'notes',
            }),
    }),
    says: /holds the body of the answer/,
  },
  {
    rule: 'secrets',
    what: 'throws the error of its library, which holds the answer',
    ...broken({
      refuse: async (response) =>
        response.ok
          ? undefined
          : Object.assign(new SidecarError('provider_rejected', 'Notes refused.', { integration: 'notes' }), {
              response: await response.text(),
            }),
    }),
    says: /holds a secret/,
  },
  {
    rule: 'quiet',
    what: 'still has the line that its author debugged with',
    ...broken({
      parse: (schema, body, request) => {
        console.log(inspect(body));
        return soundParts.parse(schema, body, request);
      },
    }),
    says: /wrote to the console/,
  },
  {
    rule: 'statuses',
    what: 'throws plain errors',
    ...broken({ refuse: async ({ ok, status }) => (ok ? undefined : new Error(`HTTP ${status}`)) }),
    says: /after 404 it failed by an exception of its own: HTTP 404/,
  },
  {
    rule: 'statuses',
    what: 'does not look at the status',
    ...broken({ refuse: async () => undefined }),
    says: /after 404 it failed with invalid_response/,
  },
  {
    rule: 'statuses',
    what: 'takes every refusal for one and the same',
    ...broken({
      refuse: async ({ ok }) =>
        ok ? undefined : new SidecarError('provider_rejected', 'Notes refused.', { integration: 'notes' }),
    }),
    says: /after 409 it failed with provider_rejected/,
  },
  {
    rule: 'statuses',
    what: 'forgets to say whose error it is',
    ...broken({ refuse: async ({ ok }) => (ok ? undefined : new SidecarError('not_found', 'Not there.')) }),
    says: /integration undefined, not notes/,
  },
  {
    rule: 'statuses',
    what: 'answers nothing where there was an error',
    plugin: brokenNotes({
      tools: [
        {
          ...noteList,
          execute: async (_: never, { client, signal }: never) =>
            (client as { list(given: unknown): Promise<unknown> }).list(signal).then(
              () => ({ notes: [] }),
              () => ({ notes: [] }),
            ),
        },
        noteSearch,
        noteCreate,
        noteArchive,
      ],
    }),
    options: { examples: { ...examples, note_list: { ...examples.note_list, output: { notes: [] } } } },
    says: /note_list, GET \/v1\/notes: after 401 it answered/,
  },
  {
    rule: 'network-failures',
    what: 'calls every failure an outage',
    ...broken({
      send: (send, url, init) =>
        send(url, init).catch(() => {
          throw new SidecarError('provider_unavailable', 'Notes is down.', { integration: 'notes' });
        }),
    }),
    says: /when nobody listens it failed with provider_unavailable/,
  },
  {
    rule: 'network-failures',
    what: 'reads a body without thinking that it may break off',
    ...broken({
      read: async (response) =>
        response.json().catch(() => {
          throw new Error('bad JSON');
        }),
    }),
    says: /\(cut-body\) it failed by an exception of its own/,
  },
  {
    rule: 'network-failures',
    what: 'searches with a POST and does not say that it may be repeated',
    ...broken({ send: (send, url, { idempotent: _, ...init }) => send(url, init) }),
    says: /note_search.*it says that it may have written something/,
  },
  {
    rule: 'refused-token',
    what: 'judges a refused token itself',
    plugin: brokenNotes({
      answers: {
        classify: ({ status }: { readonly status: number }) => (status === 401 ? { code: 'ok' } : undefined),
      },
    }),
    says: /a token refused once: it failed with provider_rejected/,
  },
  {
    rule: 'ambiguous-writes',
    what: 'repeats a write by itself',
    ...broken({ send: (send, url, init) => send(url, init).catch(() => send(url, init)) }),
    says: /was sent 2 times/,
  },
  {
    rule: 'ambiguous-writes',
    what: 'calls a write idempotent that is not',
    ...broken({ send: (send, url, init) => send(url, { ...init, idempotent: true }) }),
    says: /was sent 3 times/,
  },
  {
    rule: 'ambiguous-writes',
    what: 'makes errors of its own out of those of the connection',
    ...broken({
      send: (send, url, init) =>
        send(url, init).catch((error) => {
          throw new SidecarError(SidecarError.isInstance(error) ? error.code : 'network', 'Notes failed.', {
            integration: 'notes',
          });
        }),
    }),
    says: /without outcome "unknown" after a 500/,
  },
  {
    rule: 'ambiguous-writes',
    what: 'takes an answer that it cannot read for a failure',
    ...broken({
      parse: (schema, body) => {
        const parsed = schema.safeParse(body);
        if (parsed.success) return parsed.data;
        throw new SidecarError('invalid_response', 'Notes answered something else.', {
          integration: 'notes',
        });
      },
      read: (response) =>
        bodyOf(response).catch((error) => {
          if (SidecarError.isInstance(error)) throw error;
        }),
    }),
    says: /without outcome "unknown" after a page of HTML/,
  },
  {
    rule: 'abort',
    what: 'does not pass its signal on',
    ...alone(notesPlugin({ send: (send, url, { signal: _, ...init }) => send(url, init) }), 'note_list'),
    // Core itself lets its caller go; the request that nobody waits for gives the plugin away.
    says: /the connection stays open/,
  },
  {
    rule: 'abort',
    what: 'answers its caller and lets the request go on',
    ...alone(
      notesPlugin({
        send: (send, url, { signal, ...init }) =>
          Promise.race([
            send(url, init),
            new Promise<never>((_, reject) => {
              signal?.addEventListener('abort', () =>
                reject(new SidecarError('aborted', 'Notes: cancelled.', { integration: 'notes' })),
              );
            }),
          ]),
      }),
      'note_list',
    ),
    says: /the connection stays open/,
  },
  {
    rule: 'abort',
    what: 'calls a cancelled call a network failure',
    ...alone(
      notesPlugin({
        send: (send, url, init) =>
          send(url, init).catch(() => {
            throw new SidecarError('network', 'Notes cannot be reached.', { integration: 'notes' });
          }),
      }),
      'note_list',
    ),
    says: /failed with network.*not with aborted/,
  },
  {
    rule: 'hostile-answers',
    what: 'parses JSON without a care',
    ...broken({ read: bodyOf }),
    says: /answered with a page of HTML: it failed by an exception of its own/,
  },
  {
    rule: 'hostile-answers',
    what: 'trusts the type of an answer',
    ...broken({ parse: (_, body) => body as never }),
    says: /answered with null: it let an exception escape: TypeError/,
  },
  {
    rule: 'hostile-answers',
    what: 'walks down an answer without end',
    ...broken({
      parse: (schema, body, request) => {
        deepest(body);
        return soundParts.parse(schema, body, request);
      },
    }),
    says: /within .*: it failed by an exception of its own: Maximum call stack/,
  },
  {
    rule: 'hostile-answers',
    what: 'takes an unreadable answer for a lost connection',
    ...broken({
      read: (response) =>
        bodyOf(response).catch(() => {
          throw new SidecarError('needs_reauth', 'Notes wants you to sign in.', { integration: 'notes' });
        }),
    }),
    says: /failed with needs_reauth, and the connection is in order/,
  },
  {
    rule: 'hostile-answers',
    what: 'judges refusals by fields that may not be there',
    plugin: brokenNotes({
      answers: {
        readBodyOf: [403],
        classify: ({
          body,
          status,
        }: {
          readonly body: { error: { errors: { reason: string }[] } };
          readonly status: number;
        }) =>
          status === 403 && body.error.errors[0]?.reason === 'limit' ? { code: 'rate_limited' } : undefined,
      },
    }),
    says: /answered with 403 and null: it failed by an exception of its own/,
  },
  {
    rule: 'abort',
    what: 'reads bodies as if nobody could give up',
    ...alone(
      notesPlugin({
        read: async (response) => {
          const body = await response.text().catch(() => '{"notes":[]}');
          return JSON.parse(body);
        },
      }),
      'note_list',
    ),
    says: /aborted while it waits for the rest of an answer: answered/,
  },
  {
    rule: 'mutated-answers',
    what: 'believes that lists are always there',
    ...broken({
      parse: (schema, body, request) => {
        if (request.path === '/v1/notes')
          for (const note of Object(body).notes ?? [Object(body)]) note.tags.map(String);
        return soundParts.parse(schema, body, request);
      },
    }),
    says: /notes.0.tags null: it failed by an exception of its own/,
  },
  {
    rule: 'mutated-answers',
    what: 'takes any value for an id',
    plugin: brokenNotes({
      createClient: ({ fetch }: { readonly fetch: typeof globalThis.fetch }) => ({
        me: (signal: AbortSignal) => fetch('https://api.notes.example/v1/me', { signal }).then(bodyOf),
      }),
      tools: [],
    }),
    options: { examples: {} },
    says: /identify, GET \/v1\/me answered with id missing: it answers no id/,
  },
  {
    rule: 'remedies',
    what: 'says that a permission is missing and not what to do',
    ...broken({
      refuse: async ({ ok, status }, { method }) => {
        if (ok) return;
        if (status === 403)
          return new SidecarError('insufficient_scope', 'Notes does not allow this.', {
            integration: 'notes',
          });
        return errorFromStatus({ integration, status, effect: isWrite(method) ? 'write' : 'read' });
      },
    }),
    says: /after 403 it fails with insufficient_scope and no nextAction/,
  },
  {
    rule: 'remedies',
    what: 'does not say which service it is about',
    ...broken({
      refuse: async ({ ok }) =>
        ok ? undefined : new SidecarError('not_found', 'It is not there.', { integration: 'notes' }),
    }),
    says: /its message does not say Notes/,
  },
];

import { errorFromStatus, SidecarError } from '@sidecar/core';
import { z } from 'zod';
import type { BrokenPlugin } from './broken-plugin.ts';
import { mintToken, mintUrl, type NotesMint, notesAuth } from './notes-auth.ts';
import { integration, origin } from './notes-client.ts';
import { notesConnections } from './notes-connections.ts';
import { brokenNotes, notesPlugin } from './notes-plugin.ts';

/** The notes plugin connected by an app's key, which this makes tokens from. */
function minting(mint: NotesMint): Pick<BrokenPlugin, 'plugin' | 'options'> {
  return {
    plugin: brokenNotes({ auth: notesAuth(undefined, mint) }),
    options: { connection: notesConnections.app },
  };
}

/** A mint that remembers what it got. */
function rememberingMint(): NotesMint {
  const tokens = new Map<string, ReturnType<NotesMint>>();
  return (key, context) => {
    const known = tokens.get(key.key) ?? mintToken(key, context);
    tokens.set(key.key, known);
    return known;
  };
}

/** A request whose body can be read only once. */
function streamed(init: RequestInit): RequestInit {
  const body = new Blob(['{}']).stream();
  return Object.assign({ ...init, method: 'POST', body }, { duplex: 'half' });
}

/** Plugins whose ways to connect go wrong. */
export const brokenConnections: readonly BrokenPlugin[] = [
  {
    rule: 'refused-token',
    what: 'asks who it is by a request that cannot be repeated',
    plugin: notesPlugin({
      send: (send, url, init) => send(url, url.endsWith('/me') ? streamed(init) : init),
    }),
    options: {
      connection: {
        answers: [{ method: 'POST', path: '/v1/me', body: { id: 'p1', email: 'ada@example.com' } }],
      },
    },
    says: /identify, POST \/v1\/me: a token refused once: it failed/,
  },
  {
    rule: 'refused-token',
    what: 'answers with the token that it made before',
    ...minting(rememberingMint()),
    says: /its mint gave an old token again/,
  },
  {
    rule: 'network',
    what: 'sends its key to a host that it does not declare',
    ...minting((key, context) => mintToken({ ...key, site: 'https://keys.notes.example' }, context)),
    says: /may not send its key to https:\/\/keys.notes.example/,
  },
  {
    rule: 'network',
    what: 'sends its key by the global fetch',
    ...minting((key, context) => mintToken(key, { ...context, fetch: (...given) => fetch(...given) })),
    says: /called the global fetch for https:\/\/api.notes.example\/v1\/installations/,
  },
  {
    rule: 'network',
    what: 'does not know the origin of an installation',
    plugin: brokenNotes({ apiOrigins: [origin] }),
    options: { connection: notesConnections.ownToken },
    says: /asked GET https:\/\/ada.notes.example\/v1\/me, whose origin is not declared/,
  },
  {
    rule: 'secrets',
    what: 'says in its error which key was refused',
    ...minting((key, context) =>
      mintToken(key, context).catch(() => {
        throw new SidecarError('provider_unavailable', `Notes gave nothing for ${key.key}.`);
      }),
    ),
    // A key in PEM would be taken out of the error's message by core.
    options: {
      connection: {
        ...notesConnections.app,
        fields: { installation: '42', key: 'correct horse battery staple' },
      },
    },
    says: /mint answered with 400: its error holds a secret/,
  },
  {
    rule: 'mint-failures',
    what: 'throws plain errors when it gets no token',
    ...minting((key, context) =>
      mintToken(key, context).catch((error) => {
        throw new Error(`no token: ${error.code}`);
      }),
    ),
    says: /mint answered with a 401: it failed with network/,
  },
  {
    rule: 'mint-failures',
    what: 'takes a refused key for an outage',
    ...minting((key, context) =>
      mintToken(key, context).catch((error) => {
        throw SidecarError.isInstance(error) && error.code !== 'rate_limited'
          ? new SidecarError('provider_unavailable', 'Notes gave no token.')
          : error;
      }),
    ),
    says: /mint answered with a 404: it failed with provider_unavailable.*not with not_configured or needs_reauth/,
  },
  {
    rule: 'mint-failures',
    what: 'believes that it gets a token, whatever it gets',
    ...minting(async ({ installation, key }, { fetch, signal }) => {
      const headers = { 'x-app-key': key.replaceAll('\n', '') };
      const answer = await fetch(mintUrl(origin, installation), { method: 'POST', headers, signal });
      if (!answer.ok) throw errorFromStatus({ integration, status: answer.status, effect: 'read' });
      return { accessToken: z.object({ token: z.string() }).parse(await answer.json()).token };
    }),
    says: /mint answered with half of JSON: it failed with network/,
  },
];

import {
  bearerToken,
  errorFromStatus,
  type MintContext,
  type MintedToken,
  minted,
  type OAuthClient,
  oauth2,
  SidecarError,
} from '@sidecar/core';
import { z } from 'zod';
import { integration, origin } from './notes-client.ts';

const appFields = z.strictObject({
  installation: z.string().regex(/^\d+$/).describe('The number of the installation.'),
  key: z.string().min(1).describe('The private key of the app.'),
});
const siteField = { site: z.url().describe('The address of your own Notes.') };
const minting = z.object({ token: z.string().min(1), expires_at: z.iso.datetime() });

/** What tokens are made from. */
export interface AppKey extends z.output<typeof appFields> {
  readonly site?: string;
}

/** How notes makes a token from an app's key; tests break it. */
export type NotesMint = (key: AppKey, context: MintContext) => Promise<MintedToken>;

/** The mint as it should be. */
export const mintToken: NotesMint = async ({ installation, key, site }, { fetch, signal }) => {
  const response = await fetch(mintUrl(site ?? origin, installation), {
    method: 'POST',
    headers: { 'x-app-key': key.replaceAll('\n', '') },
    signal,
  });
  if (response.status === 401 || response.status === 403)
    throw new SidecarError('not_configured', 'Notes does not know this key.', { integration: 'notes' });
  if (response.status === 404)
    throw new SidecarError('needs_reauth', 'The app was removed from Notes.', { integration: 'notes' });
  if (!response.ok) throw errorFromStatus({ integration, status: response.status, effect: 'read' });
  const parsed = minting.safeParse(parseJson(await response.text()));
  if (!parsed.success)
    throw new SidecarError('invalid_response', 'Notes answered without a token.', { integration: 'notes' });
  return { accessToken: parsed.data.token, expiresAt: Date.parse(parsed.data.expires_at) };
};

/** Where an installation's tokens come from. */
export function mintUrl(base: string, installation: string): string {
  return `${base.replace(/\/$/, '')}/v1/installations/${installation}/tokens`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every way to connect Notes: by consent, by an app's key, and the same at an installation of one's own. */
export function notesAuth(client?: OAuthClient, mint: NotesMint = mintToken) {
  return {
    oauth: oauth2({
      authUrl: 'https://notes.example/authorize',
      tokenUrl: 'https://notes.example/token',
      revocation: 'none',
      scopes: ['notes.read', 'notes.write'],
      pkce: 'S256',
      client: 'either',
      clientAuth: 'client_secret_post',
      clientEnvironment: { id: 'NOTES_CLIENT_ID', secret: 'NOTES_CLIENT_SECRET' },
      redirect: { hosts: ['127.0.0.1'], port: 'any' },
      rotation: 'always',
      ...(client ? { getClient: () => client } : {}),
    }),
    app: minted({ fields: appFields, mint }),
    ownToken: bearerToken({
      fields: z.strictObject({ ...siteField, token: z.string().min(1).describe('A token of yours.') }),
      token: ({ token }) => token,
      site: ({ site }) => site,
    }),
    ownApp: minted({ fields: appFields.extend(siteField), mint, site: ({ site }) => site }),
  };
}

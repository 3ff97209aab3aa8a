import { generateKeyPairSync } from 'node:crypto';
import type { ConnectionExample, MintExample } from '../../src/index.ts';
import { notesExamples } from './notes-examples.ts';

const site = 'https://ada.notes.example/';
const { answers } = notesExamples.connection;

/** In PEM, as the owners of apps have it. */
const { privateKey } = generateKeyPairSync('ed25519', {
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

const mint: MintExample = {
  method: 'POST',
  path: '/v1/installations/:id/tokens',
  status: 201,
  body: ({ accessToken }) => ({ token: accessToken, expires_at: '2999-01-01T00:00:00Z' }),
};

/** How the suite connects the notes plugin by its other methods. */
export const notesConnections = {
  app: { auth: 'app', fields: { installation: '42', key: privateKey }, mint, answers },
  ownToken: { auth: 'ownToken', fields: { site, token: 'a-token-that-was-typed' }, answers },
  ownApp: { auth: 'ownApp', fields: { site, installation: '42', key: privateKey }, mint, answers },
} as const satisfies Readonly<Record<string, ConnectionExample>>;

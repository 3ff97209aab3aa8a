import { basicAuth, bearerToken, noAuth } from '@sidecar/core';
import { z } from 'zod';
import { brokenNotes } from './notes-plugin.ts';

const token = z.strictObject({ token: z.string().describe('A token.') });
const account = z.strictObject({
  name: z.string().describe('Name.'),
  password: z.string().describe('Password.'),
});

/** Notes with a token that a person types. */
export function tokenNotes() {
  return brokenNotes({ auth: { token: bearerToken({ fields: token, token: (fields) => fields.token }) } });
}

/** Notes with a name and a password. */
export function accountNotes() {
  return brokenNotes({
    auth: { account: basicAuth({ fields: account, token: ({ name, password }) => `${name}:${password}` }) },
  });
}

/** Notes that are anybody's. */
export function openNotes() {
  return brokenNotes({ auth: { none: noAuth() }, identify: undefined });
}

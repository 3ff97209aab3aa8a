import type { Attachment } from '../auth/oauth2.ts';
import { SidecarError } from '../errors.ts';
import type { IssuedCredential } from '../http/credential-source.ts';
import type { AuthMethod } from '../plugin.ts';
import type { Snapshot } from './record-store.ts';

const bearer: Attachment = { header: 'authorization', scheme: 'Bearer' };

/** The token of a record, as it is sent. */
export function tokenOf({ record }: Snapshot, method: AuthMethod): string {
  // The fields were parsed by the method's own schema when the person typed them.
  if (method.kind === 'typed') return method.token(record.fields as never);
  if (method.kind !== 'none' && record.accessToken !== undefined) return record.accessToken;
  throw new SidecarError(
    'not_supported',
    'This integration needs no credential, so there is no token to hand out.',
  );
}

/** How the authenticated fetch sends a record. */
export function credentialOf(snapshot: Snapshot, method: AuthMethod): IssuedCredential {
  if (method.kind === 'none') return { attach: bearer, version: snapshot.version };
  return { token: tokenOf(snapshot, method), attach: method.attach ?? bearer, version: snapshot.version };
}

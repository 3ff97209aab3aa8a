import { SidecarError } from '@sidecar/core';

/** Locks the rows of a user to that user, in the database. */
export interface RowSecurity {
  /** The user whose request this is, as given to `forUser()`; undefined: nobody, who sees no user's rows. */
  readonly currentUser: () => string | undefined;
}

/** A user as `sidecar.user` names them: the way they stand in keys, percent-encoded but for letters, digits, `-` and `_`. */
export function rowUser(user: string | undefined): string {
  if (user === undefined) return '';
  if (typeof user !== 'string' || !user.isWellFormed())
    throw new SidecarError('invalid_input', 'currentUser of rowSecurity has to give a text, or undefined.', {
      nextAction: 'Let currentUser give the same user as forUser().',
    });
  return encodeURIComponent(user).replace(
    /[.!~*'()]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

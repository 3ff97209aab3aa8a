import { SidecarError } from '../errors.ts';

/** The parts of the store; one store may serve all of them, or each its own. */
export type StoreArea = 'tokens' | 'config' | 'pending' | 'leases' | 'holds';

/** Joins an area and its parts into a key: percent-encoded, so that no part can reach into another's place. */
export function storeKey(area: StoreArea, ...parts: readonly string[]): string {
  return [area, ...parts.map(encodePart)].join('/');
}

/** The parts of a key, decoded. */
export function storeKeyParts(key: string): readonly string[] {
  return key.split('/').map(decodeURIComponent);
}

/** Encodes everything but letters, digits, `-` and `_`; lone surrogates, which have no UTF-8, are refused. */
function encodePart(part: string): string {
  if (typeof part !== 'string' || !part.isWellFormed()) {
    throw new SidecarError(
      'invalid_input',
      'The name of a user, account or integration has to be a text of whole characters.',
    );
  }
  return encodeURIComponent(part).replace(
    /[.!~*'()]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** An integration that needs no credential (a local file). */
export interface NoAuth {
  readonly kind: 'none';
}

/** For integrations that need no credential. */
export function noAuth(): NoAuth {
  return { kind: 'none' };
}

/** How a call ended. */
export type Attempt =
  | { readonly ended: 'output'; readonly output: unknown }
  | { readonly ended: 'error'; readonly error: unknown }
  | { readonly ended: 'never' };

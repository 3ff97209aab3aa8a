/** `fetch` that reaches only these origins and follows no redirect: for a plugin's own code that holds a long-lived key. */
export function originFetch(
  send: typeof globalThis.fetch,
  origins: readonly string[],
): typeof globalThis.fetch {
  const allowed = new Set(origins);
  return async (input, init) => {
    const { origin } = new URL(input instanceof Request ? input.url : input);
    if (!allowed.has(origin)) throw new TypeError(`The plugin may not send its key to ${origin}.`);
    return send(input, { ...init, redirect: 'error' });
  };
}

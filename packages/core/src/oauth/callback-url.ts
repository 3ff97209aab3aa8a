/** Longer than any provider's callback, shorter than what could hurt. */
const longestUrl = 16_384;

/** What a provider said by redirecting the browser (RFC 6749 section 4.1.2). */
export interface Callback {
  readonly url: URL;
  readonly state: string;
  readonly code?: string;
  readonly error?: string;
  /** RFC 9207. */
  readonly issuer?: string;
}

/** Why a text is no callback, as a sentence for a person. */
export interface CallbackProblem {
  readonly problem: string;
}

/** Reads a callback URL, which anyone may have written. */
export function readCallbackUrl(text: string): Callback | CallbackProblem {
  if (typeof text !== 'string') return { problem: 'The callback is not a URL.' };
  if (text.length > longestUrl) return { problem: 'The callback URL is too long.' };
  if (!URL.canParse(text))
    return { problem: 'The callback is not a whole URL; it must begin with https:// or http://.' };
  const url = new URL(text);
  const names = [...url.searchParams.keys()];
  if (new Set(names).size < names.length)
    return { problem: 'The callback URL holds a parameter twice, which no provider sends.' };
  const state = url.searchParams.get('state');
  if (!state) return { problem: 'The callback URL has no state, so it belongs to no authorization.' };
  return { url, state, ...present('code', url), ...present('error', url), ...issuerOf(url) };
}

/** Whether a callback came to the place that was agreed: scheme, host, port and path. */
export function arrivedAt(url: URL, redirectUri: string): boolean {
  const expected = new URL(redirectUri);
  return (
    url.protocol === expected.protocol && url.host === expected.host && url.pathname === expected.pathname
  );
}

function present<Name extends string>(name: Name, url: URL): { readonly [K in Name]?: string } {
  const value = url.searchParams.get(name);
  return value ? ({ [name]: value } as { readonly [K in Name]: string }) : {};
}

function issuerOf(url: URL) {
  const issuer = url.searchParams.get('iss');
  return issuer === null ? {} : { issuer };
}

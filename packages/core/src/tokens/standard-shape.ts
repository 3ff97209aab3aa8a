import type { OAuth2 } from '../auth/oauth2.ts';

/** An answer as RFC 6749 has it: a plugin's own reading, or the answer as it came where that stumbles; it may hold the only valid tokens. */
export function inStandardShape(
  { parseTokenResponse }: OAuth2,
  body: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  try {
    return parseTokenResponse?.(body) ?? body;
  } catch {
    return body;
  }
}

/** Whether a value from outside is a JSON object. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

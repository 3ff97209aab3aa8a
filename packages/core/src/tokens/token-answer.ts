import type { OAuth2 } from '../auth/oauth2.ts';
import { inStandardShape, isJsonObject } from './standard-shape.ts';

/** What a token endpoint gave. Times are milliseconds since the epoch; an unknown lifetime is absent. */
export interface ObtainedTokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly scopes?: readonly string[];
  readonly expiresAt?: number;
  readonly refreshTokenExpiresAt?: number;
  /** When the request left. */
  readonly obtainedAt: number;
  /** What else the answer said, without the tokens. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** Further credentials of the same grant. */
  readonly credentials: Readonly<Record<string, ObtainedTokens>>;
}

/** Ten years; a longer lifetime is taken for a mistake and so for unknown. */
const longestLifetimeSeconds = 10 * 365 * 86_400;

const readFields = new Set([
  'access_token',
  'refresh_token',
  'id_token',
  'scope',
  'expires_in',
  'refresh_token_expires_in',
  'credentials',
]);

/**
 * Reads a token endpoint's answer so that nothing already issued is lost: any object with a non-empty `access_token` is a
 * result, however odd its other fields; a validating parser would throw away a token that the provider has already rotated.
 * Undefined when there is no access token.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.1
 */
export function readTokenAnswer(
  body: unknown,
  method: OAuth2,
  obtainedAt: number,
): ObtainedTokens | undefined {
  if (!isJsonObject(body)) return undefined;
  const answer = inStandardShape(method, body);
  const main = readTokens(answer, method, obtainedAt);
  if (!main) return undefined;
  const others = isJsonObject(answer.credentials) ? Object.entries(answer.credentials) : [];
  const credentials = Object.fromEntries(
    others.flatMap(([name, other]) => {
      const tokens = isJsonObject(other) ? readTokens(other, method, obtainedAt) : undefined;
      return tokens ? [[name, tokens]] : [];
    }),
  );
  return { ...main, credentials };
}

function readTokens(
  answer: Readonly<Record<string, unknown>>,
  method: OAuth2,
  obtainedAt: number,
): ObtainedTokens | undefined {
  const accessToken = text(answer.access_token);
  if (accessToken === undefined) return undefined;
  const refreshToken = text(answer.refresh_token);
  const scopes = readScopes(answer.scope, method.scopeSeparator ?? ' ');
  const lifetime = readLifetimeMs(answer.expires_in);
  const refreshLifetime = readLifetimeMs(answer.refresh_token_expires_in);
  return {
    accessToken,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(scopes === undefined ? {} : { scopes }),
    ...(lifetime === undefined ? {} : { expiresAt: obtainedAt + lifetime }),
    ...(refreshLifetime === undefined ? {} : { refreshTokenExpiresAt: obtainedAt + refreshLifetime }),
    obtainedAt,
    extra: Object.fromEntries(Object.entries(answer).filter(([name]) => !readFields.has(name))),
    credentials: {},
  };
}

/** Missing, non-positive or absurd lifetimes are unknown; a numeric string is a number. */
function readLifetimeMs(value: unknown): number | undefined {
  const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof seconds !== 'number' || !(seconds > 0) || seconds > longestLifetimeSeconds) return undefined;
  return seconds * 1000;
}

function readScopes(value: unknown, separator: string): readonly string[] | undefined {
  if (Array.isArray(value)) return value.filter((scope) => typeof scope === 'string');
  const list = text(value);
  // Providers that document commas are seen answering with spaces, and the other way round.
  return list?.split(separator === ',' ? /[\s,]+/ : /\s+/).filter((scope) => scope !== '');
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

import { type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import { GithubError } from './github-error.ts';

const headerSchema = z.object({ alg: z.literal('RS256') });
const claimsSchema = z.object({ iss: z.coerce.string(), iat: z.number(), exp: z.number() });

const longestLifetimeSeconds = 600;

/** The app as it is registered. */
export interface RegisteredApp {
  readonly id: string;
  readonly clientId: string;
  readonly publicKey: KeyObject;
}

/** Refuses a request that does not carry a genuine, fresh statement of the app. */
export function requireApp(headers: Headers, app: RegisteredApp, nowMs: number): void {
  const value = headers.get('authorization')?.match(/^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i)?.[1];
  const [header = '', claims = '', signature = ''] = value?.split('.') ?? [];
  const signed = Buffer.from(`${header}.${claims}`);
  const read = claimsSchema.safeParse(parse(claims));
  if (!headerSchema.safeParse(parse(header)).success || !read.success)
    throw new GithubError(401, 'A JSON web token could not be decoded');
  if (!verify('RSA-SHA256', signed, app.publicKey, Buffer.from(signature, 'base64url')))
    throw new GithubError(401, 'A JSON web token could not be decoded');
  const { iss, iat, exp } = read.data;
  const nowSeconds = nowMs / 1000;
  if (iss !== app.id && iss !== app.clientId) throw new GithubError(401, 'Integration not found');
  if (iat > nowSeconds)
    throw new GithubError(
      401,
      "'Issued at' claim ('iat') must be an Integer representing a time in the past",
    );
  if (exp <= nowSeconds)
    throw new GithubError(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (exp - nowSeconds > longestLifetimeSeconds)
    throw new GithubError(401, "'Expiration time' claim ('exp') is too far in the future");
}

function parse(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

import { z } from 'zod';
import { lazySchema } from '../lazy-schema.ts';

/** What has to survive between sending a person to the provider and the callback. Times are milliseconds since the epoch. */
export interface PendingAuthorization {
  readonly format: 1;
  readonly integration: string;
  readonly user: string;
  readonly account: string;
  /** Name of the auth method. */
  readonly auth: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly clientId: string;
  readonly tokenUrl: string;
  /** SHA-256 of the secret that the browser keeps; the secret itself is not stored. */
  readonly bindingHash: string;
  /** Absent without PKCE, and once the callback was taken. */
  readonly codeVerifier?: string | undefined;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** When its callback was taken: from then on it only explains why a repeated one is refused. */
  readonly takenAt?: number | undefined;
}

/** Reads a pending authorization as it was stored. */
export const pendingAuthorization: () => z.ZodType<PendingAuthorization> = lazySchema(() =>
  z.object({
    format: z.literal(1),
    integration: z.string(),
    user: z.string(),
    account: z.string(),
    auth: z.string(),
    scopes: z.array(z.string()),
    redirectUri: z.url(),
    clientId: z.string(),
    tokenUrl: z.string(),
    bindingHash: z.string(),
    codeVerifier: z.string().optional(),
    createdAt: z.number(),
    expiresAt: z.number(),
    takenAt: z.number().optional(),
  }),
);

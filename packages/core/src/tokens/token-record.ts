import { z } from 'zod';
import { lazySchema } from '../lazy-schema.ts';
import type { Identity } from '../plugin.ts';

/** Why a connection has to be authorised again. */
export type ReauthReason =
  | 'revoked'
  | 'expired_idle'
  | 'lost_in_crash'
  | 'reused_elsewhere'
  | 'expired_without_refresh_token';

/** Everything that is known of one connection's credential: one value, written whole. Times are milliseconds since the epoch. */
export interface TokenRecord {
  readonly format: 1;
  /** Random, made anew by each completed authorization. */
  readonly grantId: string;
  /** Name of the auth method. */
  readonly auth: string;
  readonly accessToken?: string | undefined;
  readonly refreshToken?: string | undefined;
  /** What the provider granted, or what was asked for where it does not say. */
  readonly scopes: readonly string[];
  readonly expiresAt?: number | undefined;
  readonly refreshTokenExpiresAt?: number | undefined;
  /** When the request was sent that brought the access token. */
  readonly obtainedAt: number;
  readonly connectedAt: number;
  readonly identity?: Identity | undefined;
  /** Where the record may be sent; anywhere else it is not used. */
  readonly belongsTo: {
    readonly tokenUrl?: string | undefined;
    readonly clientId?: string | undefined;
    readonly origins: readonly string[];
  };
  readonly site?: string | undefined;
  readonly redirectUri?: string | undefined;
  /** What the person typed, for methods that are not OAuth. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
  /** Fields of the provider's answer that core does not know. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
  /** When the access token was last renewed; absent until then. */
  readonly renewedAt?: number | undefined;
  readonly needsReauth?: { readonly reason: ReauthReason; readonly at: number } | undefined;
}

/** Reads a record as it was stored; unknown reasons and fields of later versions survive. */
export const tokenRecord: () => z.ZodType<TokenRecord> = lazySchema(() =>
  z.looseObject({
    format: z.literal(1),
    grantId: z.string().min(1),
    auth: z.string().min(1),
    accessToken: z.string().optional(),
    refreshToken: z.string().optional(),
    scopes: z.array(z.string()),
    expiresAt: z.number().optional(),
    refreshTokenExpiresAt: z.number().optional(),
    obtainedAt: z.number(),
    connectedAt: z.number(),
    identity: z.object({ id: z.string(), label: z.string(), tenant: z.string().optional() }).optional(),
    belongsTo: z.object({
      tokenUrl: z.string().optional(),
      clientId: z.string().optional(),
      origins: z.array(z.string()),
    }),
    site: z.string().optional(),
    redirectUri: z.string().optional(),
    fields: z.record(z.string(), z.unknown()).optional(),
    extra: z.record(z.string(), z.unknown()).optional(),
    renewedAt: z.number().optional(),
    needsReauth: z
      .object({
        reason: z
          .enum([
            'revoked',
            'expired_idle',
            'lost_in_crash',
            'reused_elsewhere',
            'expired_without_refresh_token',
          ])
          .catch('revoked'),
        at: z.number(),
      })
      .optional(),
  }),
);

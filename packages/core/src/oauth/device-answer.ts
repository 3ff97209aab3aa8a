import { z } from 'zod';
import { lazySchema } from '../lazy-schema.ts';
import type { DeviceCodePrompt } from './authorizer.ts';
import { isSecureUrl } from './secure-url.ts';

const longestLifetimeSeconds = 3600;

/** A device's authorization under way (RFC 8628 section 3.2). */
export interface DeviceAuthorization {
  readonly prompt: DeviceCodePrompt;
  readonly deviceCode: string;
  readonly intervalMs: number;
}

const deviceAnswer = lazySchema(() => {
  // What a person can type, and a terminal can show without being fooled.
  const printable = z.string().regex(/^[\x20-\x7e]{1,64}$/);
  const address = z.string().refine(isSecureUrl);
  return z
    .object({
      device_code: z.string().min(1),
      user_code: printable,
      // Google wrote `verification_url` before the RFC did `verification_uri`.
      verification_uri: address.optional(),
      verification_url: address.optional(),
      verification_uri_complete: address.optional().catch(undefined),
      expires_in: z.coerce.number().positive().max(longestLifetimeSeconds).catch(900),
      interval: z.coerce.number().min(1).max(60).catch(5),
    })
    .transform(({ verification_url, verification_uri = verification_url, ...rest }) => ({
      ...rest,
      verification_uri,
    }));
});

/** Reads a device authorization endpoint's answer; undefined when it is none. */
export function readDeviceAnswer(body: unknown, nowMs: number): DeviceAuthorization | undefined {
  const { data } = deviceAnswer().safeParse(body);
  if (data?.verification_uri === undefined) return undefined;
  const complete = data.verification_uri_complete;
  return {
    deviceCode: data.device_code,
    intervalMs: data.interval * 1000,
    prompt: {
      verificationUri: data.verification_uri,
      ...(complete === undefined ? {} : { verificationUriComplete: complete }),
      userCode: data.user_code,
      expiresAt: nowMs + data.expires_in * 1000,
    },
  };
}

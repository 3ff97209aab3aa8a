import { type Effect, errorFromStatus, SidecarError } from '@sidecar/core';
import type { z } from 'zod';

const integration = { id: 'example-service', name: 'Example Service' };

const mayHaveHappened = {
  outcome: 'unknown',
  nextAction: 'Check in Example Service whether it was done before trying again.',
} as const;

/**
 * Reads an answer by its schema. Refused tokens, limits and outages do not get here: the connection's fetch rejects
 * with them. What is left are the other failures of a request, and answers that are not as documented, after which
 * nobody knows whether a write was done.
 */
export async function readAnswer<Answer extends z.ZodType>(
  response: Response,
  schema: Answer,
  effect: Effect = 'read',
): Promise<z.infer<Answer>> {
  const text = await response.text();
  // only: none {
  if (response.status === 401)
    throw new SidecarError('provider_rejected', 'Example Service wants to know who asks (401).', {
      integration: integration.id,
      nextAction: 'Look for a newer version of this plugin, which may know how to sign in.',
    });
  // }
  // Without the service's own words: some repeat what they were sent, the token included.
  if (!response.ok) throw errorFromStatus({ integration, status: response.status, effect });
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new SidecarError('invalid_response', "Example Service's answer is not as documented.", {
    integration: integration.id,
    ...(effect === 'read' ? {} : mayHaveHappened),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

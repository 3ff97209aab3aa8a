import { type AnswerRules, type Effect, errorFromStatus, SidecarError } from '@sidecar/core';
import { z } from 'zod';
import { refusals } from './refusals.ts';

/** Slack as errors name it. */
export const integration = { id: 'slack', name: 'Slack' } as const;

const refusalSchema = z.object({
  ok: z.literal(false),
  error: z.string().nullish().catch(undefined),
  needed: z.string().nullish().catch(undefined),
});

const refusedTokens = ['invalid_auth', 'token_expired', 'token_revoked', 'account_inactive'];
const limits = ['ratelimited', 'rate_limited'];
/** After some of these a part of the work may be done, says Slack. */
const outages = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'];

/** What Slack's answers mean: it says nearly everything with status 200. */
export const slackAnswers: AnswerRules = {
  readBodyOf: [200],
  classify: ({ status, body }) => {
    const error = refusalSchema.safeParse(body).data?.error ?? '';
    if (refusedTokens.includes(error)) return { code: 'token_refused' };
    // Each method has a limit of its own: https://docs.slack.dev/apis/web-api/rate-limits
    if (status === 429 || limits.includes(error)) return { code: 'rate_limited', holds: 'call' };
    return outages.includes(error) ? { code: 'provider_unavailable' } : undefined;
  },
};

/**
 * Reads an answer by its schema. Refused tokens, limits and outages do not get here: the connection's fetch rejects
 * with them. After a write whose answer is not as documented nobody knows whether it was done.
 */
export async function readAnswer<Answer extends z.ZodType>(
  response: Response,
  schema: Answer,
  effect: Effect = 'read',
): Promise<z.infer<Answer>> {
  const text = await response.text();
  if (!response.ok) throw errorFromStatus({ integration, status: response.status, effect });
  const body = parseJson(text);
  const refusal = refusalSchema.safeParse(body);
  if (refusal.success) throw slackError(refusal.data);
  const parsed = z.object({ ok: z.literal(true) }).safeParse(body).success
    ? schema.safeParse(body)
    : undefined;
  if (parsed?.success) return parsed.data;
  const where = parsed?.error.issues[0]?.path.join('.') || 'the whole';
  throw new SidecarError('invalid_response', `Slack's answer is not as documented (${where}).`, {
    integration: integration.id,
    ...(effect === 'read' ? {} : mayHaveHappened),
  });
}

const mayHaveHappened = {
  outcome: 'unknown',
  nextAction: 'Check in Slack whether it was done before trying again.',
} as const;

/** Slack's `ok: false` as a SidecarError. */
function slackError({ error, needed }: z.infer<typeof refusalSchema>): SidecarError {
  const word = /^[a-z][a-z0-9_]{0,60}$/.test(error ?? '') ? (error ?? '') : '';
  const details = { integration: integration.id };
  if (word === 'missing_scope') {
    const scopes = /^[\w.:, ]{1,200}$/.test(needed ?? '') ? ` (${needed})` : '';
    return new SidecarError('insufficient_scope', `Slack wants more permissions for this${scopes}.`, {
      ...details,
      nextAction: 'Connect Slack again and allow the access that it asks for.',
    });
  }
  const known = refusals.get(word);
  if (known) {
    const { code, says, nextAction } = known;
    return new SidecarError(code, `Slack ${says}.`, { ...details, ...(nextAction ? { nextAction } : {}) });
  }
  return new SidecarError('provider_rejected', `Slack refused the request${word && ` (${word})`}.`, details);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import {
  type AnswerRules,
  type Effect,
  errorFromStatus,
  SidecarError,
  type SidecarErrorCode,
  type SidecarErrorDetails,
} from '@sidecar/core';
import { z } from 'zod';

const integration = { id: 'notion', name: 'Notion' };

/** What is said when a write may have happened. */
export const mayHaveHappened = {
  outcome: 'unknown',
  nextAction: 'Look in Notion whether it was done before doing it again.',
} as const;

/**
 * 529 means that Notion is too busy to take the request, so it can be sent again like one that was limited.
 * @see https://developers.notion.com/reference/request-limits
 */
export const notionAnswers: AnswerRules = {
  classify: ({ status }) => (status === 529 ? { code: 'rate_limited' } : undefined),
};

const looseText = z.string().nullish().catch(undefined);
const problemSchema = z.object({ code: looseText, message: looseText });

interface Explanation extends Pick<SidecarErrorDetails, 'nextAction' | 'retryable'> {
  readonly code: SidecarErrorCode;
  readonly message: string;
}

/** https://developers.notion.com/reference/status-codes */
const explanations: Readonly<Record<string, Explanation>> = {
  object_not_found: {
    code: 'not_found',
    message: 'Notion has no such page or database, or it is not shared with this connection.',
    nextAction:
      'Open it in Notion, choose ••• and then Connections, and add this connection; or connect Notion again and select it.',
  },
  restricted_resource: {
    code: 'insufficient_scope',
    message: 'Notion does not allow this to the connection.',
    nextAction:
      'Give the integration the capability (read, update or insert content, user information) in its settings at https://www.notion.so/profile/integrations, then connect Notion again.',
  },
  conflict_error: {
    code: 'conflict',
    message: 'Notion was changing the same page at that moment and did nothing.',
    nextAction: 'Try again.',
    retryable: true,
  },
  validation_error: { code: 'invalid_input', message: 'Notion refused the request.' },
};

/**
 * Notion's error answer as a SidecarError. Refused tokens, limits and outages do not get here: the connection's fetch
 * rejects with them.
 */
function notionError(status: number, body: unknown, effect: Effect = 'read'): SidecarError {
  const problem = problemSchema.safeParse(body).data;
  const known = problem?.code
    ? Object.entries(explanations).find(([code]) => code === problem.code)
    : undefined;
  if (!known) return errorFromStatus({ integration, status, effect, message: problem?.message ?? undefined });
  const { code, message, ...details } = known[1];
  const said = code === 'invalid_input' && problem?.message ? ` ${oneLine(problem.message)}` : '';
  return new SidecarError(code, message + said, { integration: integration.id, ...details });
}

/** The error for an input that cannot be used as it is. */
export function invalidInput(field: string, message: string, nextAction?: string): SidecarError {
  return new SidecarError('invalid_input', `Notion: ${field}: ${message}.`, {
    integration: integration.id,
    fields: [{ path: field, message }],
    ...(nextAction ? { nextAction } : {}),
  });
}

/** Reads an answer by its schema; after a write that cannot be read nobody knows whether it was done. */
export async function readAnswer<Answer extends z.ZodType>(
  response: Response,
  schema: Answer,
  effect: Effect = 'read',
): Promise<z.infer<Answer>> {
  const body = parseJson(await response.text());
  if (!response.ok) throw notionError(response.status, body, effect);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') || 'the whole';
  throw new SidecarError('invalid_response', `Notion's answer is not as documented (${where}).`, {
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

function oneLine(text: string): string {
  const line = text
    .slice(0, 2_000)
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

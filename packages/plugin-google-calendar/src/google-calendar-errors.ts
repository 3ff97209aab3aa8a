import { type Effect, SidecarError } from '@sidecar/core';
import { type Explanation, type GoogleFailure, type GoogleService, googleError } from '@sidecar/google';
import type { z } from 'zod';

/** How this plugin's errors name it. */
export const integration = 'google-calendar';

const service: GoogleService = {
  id: integration,
  name: 'Google Calendar',
  library: 'calendar-json.googleapis.com',
  explain,
};

const readOnly: Explanation = {
  code: 'provider_rejected',
  message: 'Google Calendar does not let you change that calendar.',
  nextAction:
    'Use a calendar that calendars_list shows as writable, or ask its owner to share it for changes.',
};

const byReason: Readonly<Record<string, Explanation>> = {
  requiredAccessLevel: readOnly,
  forbiddenForNonOrganizer: {
    code: 'provider_rejected',
    message: 'Only the organizer of that event may change it.',
    nextAction: 'Ask the organizer, or change only your own response.',
  },
  timeRangeTooLong: {
    code: 'invalid_input',
    message: 'Google Calendar does not look at so long a time at once.',
    nextAction: 'Ask for a shorter time, such as two months.',
  },
  timeRangeEmpty: { code: 'invalid_input', message: 'The end is not after the start.' },
};

const byStatus: Readonly<Record<number, Explanation>> = {
  404: {
    code: 'not_found',
    message: 'Google Calendar has no such event or calendar.',
    nextAction:
      'Take the event_id from events_list, with the same calendar; calendars_list shows which calendars there are.',
  },
  409: { code: 'conflict', message: 'Google Calendar has an event with that id already.' },
  410: { code: 'not_found', message: 'That event was deleted.' },
  412: {
    code: 'conflict',
    message: 'Somebody changed that event in the meantime.',
    nextAction: 'Read it again, then change it.',
  },
};

/** What a caller can do when nobody knows whether a write was done. */
const lookFirst = 'Look with events_list whether it was done before doing it again.';

function explain(status: number, { reasons }: GoogleFailure): Explanation | undefined {
  const known = reasons.map((reason) => byReason[reason]).find((explanation) => explanation !== undefined);
  if (known) return known;
  const listed = byStatus[status];
  if (listed || status !== 400) return listed;
  // Google's reasons are single words; its sentences may repeat what they were sent.
  const reason = reasons.find((word) => /^[a-z]\w{1,60}$/i.test(word));
  const detail = reason === undefined ? '' : `: ${reason}`;
  return { code: 'provider_rejected', message: `Google Calendar refused the request (400${detail}).` };
}

/**
 * Reads an answer by its schema. Refused tokens, limits and outages do not get here: the connection's fetch rejects with
 * them. After a write whose answer is not as documented, nobody knows whether it was done.
 */
export async function readAnswer<Answer extends z.ZodType>(
  response: Response,
  schema: Answer,
  effect: Effect,
): Promise<z.output<Answer>> {
  const body = parseJson(await readText(response, effect));
  if (!response.ok) throw googleError(service, response.status, body);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw failure('invalid_response', "Google Calendar's answer is not as documented.", effect);
}

async function readText(response: Response, effect: Effect): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    if (SidecarError.isInstance(error) && (effect === 'read' || error.outcome)) throw error;
    throw failure('network', 'The answer from Google Calendar broke off.', effect, error);
  }
}

function failure(
  ...[code, message, effect, cause]: [
    code: 'invalid_response' | 'network',
    message: string,
    effect: Effect,
    cause?: unknown,
  ]
): SidecarError {
  return new SidecarError(code, message, {
    integration,
    ...(cause === undefined ? {} : { cause }),
    ...(effect === 'read' ? {} : { outcome: 'unknown', retryable: false, nextAction: lookFirst }),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

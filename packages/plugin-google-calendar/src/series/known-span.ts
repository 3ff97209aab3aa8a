import { SidecarError } from '@sidecar/core';
import { integration } from '../google-calendar-errors.ts';
import type { EventSpan } from '../time/event-span.ts';

/** The span, without which nothing can be moved. */
export function knownSpan(span: EventSpan | undefined): EventSpan {
  if (span) return span;
  throw new SidecarError('invalid_response', 'Google Calendar does not say when that event is.', {
    integration,
  });
}

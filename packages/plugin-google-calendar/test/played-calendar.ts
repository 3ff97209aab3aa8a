import type { ConnectionFetch } from '@sidecar/core';
import { type GoogleCalendarClient, googleCalendarClient } from '../src/google-calendar-client.ts';

/** What the played Google answers to `GET path`. */
export type PlayedAnswers = Readonly<Record<string, (url: URL) => Response>>;

/** A client of a played Google, and what it asked. */
export function playedCalendar(
  answers: PlayedAnswers,
  now: () => number = () => 0,
): { readonly client: GoogleCalendarClient; readonly asked: string[] } {
  const asked: string[] = [];
  const fetch: ConnectionFetch = async (input, { method = 'GET' } = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    asked.push(`${method} ${url.pathname}`);
    const answer = answers[`${method} ${url.pathname}`];
    if (!answer) throw new Error(`Nothing is played for ${method} ${url.pathname}`);
    return answer(url);
  };
  const apiUrl = new URL('https://www.googleapis.com/');
  return { client: googleCalendarClient({ fetch, apiUrl, now }), asked };
}

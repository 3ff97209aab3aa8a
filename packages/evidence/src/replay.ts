import type { RecordedCall } from './recorded-calls.ts';

/** The recorded answer as a service gives it, headers included. */
export function replay({ response: { status, headers = {}, body } }: RecordedCall): Response {
  if (body === '') return new Response(null, { status, headers });
  return Response.json(body, { status, headers });
}

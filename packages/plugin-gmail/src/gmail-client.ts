import type { ConnectionFetch } from '@sidecar/core';
import { type LabelCalls, labelCalls } from './calls/label-calls.ts';
import { type ReadingCalls, readingCalls } from './calls/reading-calls.ts';
import { type SendingCalls, sendingCalls } from './calls/sending-calls.ts';
import { gmailApi } from './gmail-api.ts';

/** The calls of the Gmail API that the tools make, each with the caller's signal. */
export interface GmailClient extends ReadingCalls, SendingCalls, LabelCalls {}

/** A client over the connection's fetch. Nothing of Google's library is loaded before the first call. */
export function gmailClient(fetch: ConnectionFetch, apiUrl: string): GmailClient {
  const api = gmailApi(fetch, apiUrl);
  return { ...readingCalls(api), ...sendingCalls(api), ...labelCalls(api) };
}

import { setTimeout } from 'node:timers/promises';

/** An answer as it stands on the wire; `cut` closes the connection, `hang` leaves it open without a word. */
export type WireAnswer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string }
  | 'cut'
  | 'hang';

/**
 * How the token endpoint misbehaves. Not processed are: an answer of yours, `cut` (the connection closes) and `hang` (no answer
 * until `recover`, which cuts it). Processed are: `lost` (then the connection closes), `html` and `garbage` (then the answer
 * is illegible), and `delayMs` (the answer comes that much later).
 */
export type TokenFault =
  | 'cut'
  | 'hang'
  | 'lost'
  | 'html'
  | 'garbage'
  | { readonly delayMs: number }
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> };

/** What a fault makes of a request that would be answered well. */
export async function answerWithFault(fault: TokenFault, answerWell: () => WireAnswer): Promise<WireAnswer> {
  if (fault === 'cut' || fault === 'hang') return fault;
  if (typeof fault === 'object' && 'status' in fault) return { body: '', ...fault };
  const answer = answerWell();
  if (fault === 'lost') return 'cut';
  if (fault === 'html')
    return { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html>' };
  if (fault === 'garbage') return { status: 200, body: '{"access_token":' };
  await setTimeout(fault.delayMs);
  return answer;
}

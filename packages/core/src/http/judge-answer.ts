import type { AnswerRules, AnswerVerdict } from '../plugin.ts';
import { boundedWait } from './bounded-wait.ts';
import { peekBody } from './peek-body.ts';
import { parseJson } from './read-text.ts';
import { parseRetryAfter } from './retry-after.ts';

/** An answer's body, still unread, and its JSON where the plugin's rules ask for it. */
export interface AnswerBody {
  readonly stream: ReadableStream<Uint8Array> | null;
  readonly json?: unknown;
}

/** An error that a provider describes in a body is short; a longer one is data and judged by its status. */
const longestJudgedBodyBytes = 1_000_000;

/** Reads an answer's body as far as it takes to judge it. */
export async function readAnswerBody(answer: Response, rules: AnswerRules | undefined): Promise<AnswerBody> {
  if (!answer.body || !rules?.readBodyOf?.includes(answer.status)) return { stream: answer.body };
  const { bytes, stream } = await peekBody(answer.body, longestJudgedBodyBytes, startsLikeJson);
  return { stream, json: bytes && parseJson(new TextDecoder().decode(bytes)) };
}

/** What an answer means by the plugin's rules and, where they say nothing, by its status. */
export function judgeAnswer(
  { status, headers, json }: { readonly status: number; readonly headers: Headers; readonly json?: unknown },
  rules: AnswerRules | undefined,
  nowMs: number,
): AnswerVerdict {
  const toldMs = parseRetryAfter(headers, nowMs);
  const verdict =
    rules?.classify({ status, headers, nowMs, ...(json === undefined ? {} : { body: json }) }) ??
    judgeStatus(status, toldMs);
  const { retryAfterMs: givenMs, ...rest } = verdict;
  // A plugin computes it from what the provider sent, which may be no number or an absurd one.
  const retryAfterMs = boundedWait(givenMs) ?? (verdict.code === 'rate_limited' ? toldMs : undefined);
  return retryAfterMs === undefined ? rest : { ...rest, retryAfterMs };
}

function judgeStatus(status: number, toldMs: number | undefined): AnswerVerdict {
  if (status === 401) return { code: 'token_refused' };
  if (status === 429 || (status === 503 && toldMs !== undefined)) return { code: 'rate_limited' };
  return { code: status >= 500 ? 'provider_unavailable' : 'ok' };
}

/** An object or a list, so that a download is not read here; after a byte order mark and spaces. */
function startsLikeJson(first: Uint8Array): boolean {
  return /^\s*(?:[[{]|$)/.test(new TextDecoder().decode(first.subarray(0, 64)));
}

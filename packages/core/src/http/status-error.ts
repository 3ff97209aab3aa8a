import { SidecarError, type SidecarErrorCode } from '../errors.ts';
import { redact } from '../redact.ts';
import type { Effect } from '../tool.ts';
import { waitInWords } from './wait-in-words.ts';

/** A provider's answer that means failure, as a client or vendor SDK tells it. */
export interface FailedStatus {
  readonly integration: { readonly id: string; readonly name: string };
  readonly status: number;
  /** The provider's own words; shortened and redacted. */
  readonly message?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  /** What the request was to do; after a write that the provider failed nobody knows whether it was done. */
  readonly effect?: Effect | undefined;
}

/** The SidecarError for a status that is not 2xx; for plugins whose client throws errors of its own. */
export function errorFromStatus(failed: FailedStatus): SidecarError {
  const { integration, status, retryAfterMs, effect = 'read' } = failed;
  const { id, name } = integration;
  const code = codeOf(status, failed.message);
  const unknown = code === 'provider_unavailable' && effect !== 'read';
  const nextAction = unknown
    ? `Check in ${name} whether it was done before trying again.`
    : nextActionOf(code, name, retryAfterMs);
  return new SidecarError(code, `${sentence(code, failed)}${providerWords(failed.message)}`, {
    integration: id,
    ...(unknown ? { outcome: 'unknown' } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(nextAction === undefined ? {} : { nextAction }),
  });
}

const codes: Readonly<Record<number, SidecarErrorCode>> = {
  404: 'not_found',
  408: 'provider_unavailable',
  409: 'conflict',
  410: 'not_found',
  412: 'conflict',
  425: 'provider_unavailable',
  429: 'rate_limited',
};

function codeOf(status: number, message = ''): SidecarErrorCode {
  if (status >= 200 && status < 300) return 'internal';
  if (status >= 500) return 'provider_unavailable';
  if (status < 400) return 'invalid_response';
  if (status === 403 && /scope|insufficient permission/i.test(message)) return 'insufficient_scope';
  return codes[status] ?? 'provider_rejected';
}

function sentence(code: SidecarErrorCode, { integration: { name }, status }: FailedStatus): string {
  switch (code) {
    case 'not_found':
      return `${name} has no such thing (${status}).`;
    case 'conflict':
      return `${name} says that it was changed in the meantime or is there already (${status}).`;
    case 'rate_limited':
      return `${name} is rate limited.`;
    case 'provider_unavailable':
      return `${name} is not available (${status}).`;
    case 'insufficient_scope':
      return `${name} does not permit this to the connected account (${status}).`;
    case 'invalid_response':
      return `${name} answered with an unexpected status (${status}).`;
    case 'internal':
      return `${name} answered with success (${status}), which was taken for a failure.`;
    default:
      return `${name} rejected the request (${status}).`;
  }
}

function nextActionOf(code: SidecarErrorCode, name: string, retryAfterMs?: number): string | undefined {
  if (code === 'insufficient_scope') return `Connect ${name} again and allow the access that it asks for.`;
  if (code !== 'rate_limited' && code !== 'provider_unavailable') return undefined;
  return retryAfterMs === undefined ? 'Try again later.' : `Try again in ${waitInWords(retryAfterMs)}.`;
}

/** One short line of a provider's message; redacted before it is cut, so that no half of a token is left. */
function providerWords(message = ''): string {
  const line = redact(message.slice(0, 10_000)).replaceAll(/\s+/g, ' ').trim();
  if (line === '') return '';
  return line.length > 200 ? ` ${line.slice(0, 200)}…` : ` ${line}`;
}

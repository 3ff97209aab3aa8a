import type { SidecarErrorCode, SidecarErrorDetails } from '../errors.ts';
import { SidecarError } from '../errors.ts';
import { waitInWords } from './wait-in-words.ts';

/** What a call's errors say of themselves beside their code and message. */
export interface CallErrorDetails extends SidecarErrorDetails {
  /** A write was on its way, so that nobody knows whether it happened. */
  readonly written?: boolean;
}

/** The errors of one connection's calls, worded for the person who reads them. */
export type CallErrors = ReturnType<typeof createCallErrors>;

/** Makes the errors of a connection's calls. */
export function createCallErrors(
  integration: { readonly id: string; readonly name: string },
  connection: string,
) {
  const { id, name } = integration;
  const make = (code: SidecarErrorCode, message: string, details: CallErrorDetails = {}) => {
    const { written, ...facts } = details;
    const unknown = {
      outcome: 'unknown',
      nextAction: `Check in ${name} whether it was done before trying again.`,
    } as const;
    return new SidecarError(code, message, {
      integration: id,
      connection,
      ...facts,
      ...(written ? unknown : {}),
    });
  };
  return {
    make,
    network: (details: CallErrorDetails) =>
      make('network', `Could not reach ${name}. Check the connection.`, details),
    tls: (details: CallErrorDetails) =>
      make('network', `Could not reach ${name}: its TLS certificate was not accepted.`, {
        ...details,
        retryable: false,
        nextAction: 'Check the date of this machine and whether a proxy replaces certificates.',
      }),
    garbage: (details: CallErrorDetails) =>
      make('invalid_response', `${name} answered something that is not HTTP.`, details),
    internal: (what: string, cause: unknown) => make('internal', `${name}: ${what}`, { cause }),
    cutOff: (details: CallErrorDetails) =>
      make('network', `The answer from ${name} broke off in the middle.`, details),
    unavailable: (status: number, details: CallErrorDetails) =>
      make('provider_unavailable', `${name} is not available (status ${status}). Try again later.`, details),
    timeout: (totalMs: number, details: CallErrorDetails) =>
      make('timeout', `${name} took longer than ${waitInWords(totalMs)}.`, details),
    aborted: (details: CallErrorDetails) => make('aborted', `The call to ${name} was cancelled.`, details),
    rateLimited: (retryAfterMs: number | undefined) => {
      const nextAction = `Try again ${retryAfterMs === undefined ? 'later' : `in ${waitInWords(retryAfterMs)}`}.`;
      return make('rate_limited', `${name} is rate limited. ${nextAction}`, {
        nextAction,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      });
    },
    refusedTwice: () =>
      make('provider_rejected', `${name} refused the access token, and a new one as well.`, {
        nextAction: `Check that the account may still be used, or connect ${name} again.`,
      }),
    refusedStream: () =>
      make('provider_rejected', `${name} refused the access token, and the body cannot be sent twice.`, {
        retryable: true,
        nextAction: 'Try again.',
      }),
    insufficientScope: () =>
      make('insufficient_scope', `${name} does not permit this to the connected account.`, {
        nextAction: `Connect ${name} again and allow the access that it asks for.`,
      }),
    redirectRefused: (reason: string, details: CallErrorDetails) =>
      make('invalid_response', `${name} redirected ${reason}, which was not followed.`, details),
    tooLong: (limitBytes: number, details: CallErrorDetails) =>
      make('invalid_response', `${name} answered more than ${Math.floor(limitBytes / 1_000_000)} MB.`, {
        nextAction: 'Ask for less at once.',
        ...details,
      }),
    unreadableRequest: (cause: unknown) =>
      make(
        'invalid_input',
        `A request to ${name} could not be made: its URL, headers or body are not valid.`,
        {
          cause,
        },
      ),
  };
}

import { SidecarError, type SidecarErrorCode } from '@sidecar/core';
import { verdictOf } from './google-answers.ts';
import { type GoogleFailure, readFailure } from './google-failure.ts';

/** What a refusal means, in words for a person. */
export interface Explanation {
  readonly code: SidecarErrorCode;
  readonly message: string;
  readonly nextAction?: string;
}

/** A service of Google's as its errors name it. */
export interface GoogleService {
  /** The plugin's id. */
  readonly id: string;
  readonly name: string;
  /** Its place in the library of the Google Cloud console, such as `gmail.googleapis.com`. */
  readonly library: string;
  /** What its refusals mean where it is not what those of every service mean. */
  readonly explain?: (status: number, failure: GoogleFailure) => Explanation | undefined;
}

/** The error for an answer of a Google API that is not a success. What Google wrote is kept in its cause only. */
export function googleError(service: GoogleService, status: number, body: unknown): SidecarError {
  const failure = readFailure(body);
  const cause = { name: 'GoogleApiError', code: failure.reasons[0] ?? '', status, message: failure.message };
  const { code, message, nextAction } = explain(service, status, failure);
  return new SidecarError(code, message, {
    integration: service.id,
    cause,
    ...(nextAction ? { nextAction } : {}),
  });
}

function explain(service: GoogleService, status: number, failure: GoogleFailure): Explanation {
  const { name } = service;
  const verdict = verdictOf(status, failure);
  if (verdict === 'rate_limited') {
    return { code: 'rate_limited', message: `${name} limits the number of requests; try again later.` };
  }
  if (verdict === 'insufficient_scope') return lacksPermission(name);
  const known = service.explain?.(status, failure) ?? byReason(service, failure) ?? byStatus(service, status);
  if (known) return known;
  if (status >= 500) {
    return { code: 'provider_unavailable', message: `${name} is not available (${status}).` };
  }
  return { code: 'provider_rejected', message: `${name} refused the request (${status}).` };
}

function lacksPermission(name: string): Explanation {
  return {
    code: 'insufficient_scope',
    message: `This ${name} connection lacks a permission that the request needs.`,
    nextAction: `Connect ${name} again and grant every permission that is asked for.`,
  };
}

function byReason({ name, library }: GoogleService, { reasons }: GoogleFailure): Explanation | undefined {
  if (reasons.some((reason) => reason === 'accessNotConfigured' || reason === 'SERVICE_DISABLED')) {
    return {
      code: 'not_configured',
      message: `The ${name} API is not enabled in the Google Cloud project of your OAuth client.`,
      nextAction: `Enable it at https://console.cloud.google.com/apis/library/${library} and wait some minutes.`,
    };
  }
  if (!reasons.includes('domainPolicy')) return undefined;
  return {
    code: 'provider_rejected',
    message: `The administrator of this Google Workspace does not allow this app to use ${name}.`,
    nextAction: 'Ask the administrator of the Workspace to allow the app.',
  };
}

function byStatus({ name }: GoogleService, status: number): Explanation | undefined {
  if (status !== 401) return undefined;
  return {
    code: 'needs_reauth',
    message: `${name} no longer accepts this connection.`,
    nextAction: `Connect ${name} again.`,
  };
}

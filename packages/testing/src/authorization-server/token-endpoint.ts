import { createHash } from 'node:crypto';
import type { AuthorizationDialect, DialectAnswer, Refusal } from './authorization-dialect.ts';
import type { IssuedCode } from './authorization-endpoint.ts';
import type { DeviceDesk } from './device-desk.ts';
import type { Grant, GrantLedger } from './grant-ledger.ts';
import { isClient } from './is-client.ts';
import type { ReceivedRequest } from './received-request.ts';

/** What the token endpoint works with. */
export interface TokenDesk {
  readonly dialect: AuthorizationDialect;
  readonly client: { readonly id: string; readonly secret?: string };
  readonly ledger: GrantLedger;
  readonly codes: ReadonlyMap<string, IssuedCode>;
  readonly devices: DeviceDesk;
}

const deviceGrantType = 'urn:ietf:params:oauth:grant-type:device_code';

/** Answers a request for tokens (RFC 6749 sections 4.1.3 and 6, RFC 8628 section 3.4) as the dialect says it. */
export function answerTokenRequest(request: ReceivedRequest, desk: TokenDesk): DialectAnswer {
  const { dialect, ledger } = desk;
  const outcome = judge(request, desk);
  if (typeof outcome === 'string') return dialect.refuse(outcome);
  return dialect.grant('id' in outcome ? ledger.issue(outcome) : outcome);
}

function judge(request: ReceivedRequest, desk: TokenDesk) {
  const { parameters } = request;
  if (!parameters) return 'invalid_request';
  // RFC 8628 has public clients in mind; GitHub and GitLab ask no secret there, whoever the client is.
  const asDevice = parameters.grant_type === deviceGrantType && parameters.client_id === desk.client.id;
  if (!asDevice && !isClient(request, desk.client, desk.dialect)) return 'invalid_client';
  if (parameters.grant_type === 'authorization_code') return exchangeCode(parameters, desk);
  if (parameters.grant_type === 'refresh_token') return refresh(parameters, desk);
  if (asDevice && desk.dialect.paths.device) return desk.devices.poll(parameters.device_code, desk.ledger);
  return 'unsupported_grant_type';
}

function exchangeCode(
  parameters: Readonly<Record<string, string>>,
  { codes, ledger }: TokenDesk,
): Grant | Refusal {
  const code = codes.get(parameters.code ?? '');
  if (!code) return 'dead_code';
  if (code.grantId !== undefined) {
    // RFC 6749 section 4.1.2: what was issued for a code that comes twice is revoked.
    ledger.end(code.grantId);
    return 'dead_code';
  }
  if (parameters.redirect_uri !== code.redirectUri) return 'dead_code';
  if (challengeOf(parameters.code_verifier) !== code.challenge) return 'dead_code';
  const grant = ledger.newGrant(code);
  code.grantId = grant.id;
  return grant;
}

function refresh(parameters: Readonly<Record<string, string>>, { dialect, ledger }: TokenDesk) {
  const { refresh_token: token = '', redirect_uri: redirectUri } = parameters;
  const expected = ledger.grantOf(token)?.redirectUri;
  if (dialect.refreshNamesRedirectUri && expected !== undefined && redirectUri !== expected)
    return 'dead_refresh_token';
  return ledger.refresh(token) ?? 'dead_refresh_token';
}

function challengeOf(verifier: string | undefined): string | undefined {
  return verifier === undefined ? undefined : createHash('sha256').update(verifier).digest('base64url');
}

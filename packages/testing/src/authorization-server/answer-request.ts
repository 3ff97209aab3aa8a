import type { ServerResponse } from 'node:http';
import type { DialectAnswer } from './authorization-dialect.ts';
import { type AuthorizationDesk, authorize } from './authorization-endpoint.ts';
import { isClient } from './is-client.ts';
import type { ReceivedRequest } from './received-request.ts';
import { answerTokenRequest, type TokenDesk } from './token-endpoint.ts';
import { answerWithFault, type WireAnswer } from './token-fault.ts';
import type { TokenFaults } from './token-faults.ts';
import type { TokenLog } from './token-log.ts';

/** What the endpoints work with. */
export interface EndpointDesk extends Omit<TokenDesk, 'codes'>, AuthorizationDesk {
  readonly client: TokenDesk['client'];
  readonly revoked: string[];
  readonly log: TokenLog;
  readonly faults: TokenFaults;
}

/** Answers a request by the path that the dialect gives each endpoint. */
export function answerRequest(
  request: ReceivedRequest,
  response: ServerResponse,
  desk: EndpointDesk,
): WireAnswer | Promise<WireAnswer> {
  const { paths } = desk.dialect;
  if (request.path === paths.authorize) return authorize(request.query, desk);
  if (request.path === paths.token) return answerToken(request, response, desk);
  if (request.path === paths.revoke) return answerRevocation(request, desk);
  if (request.path === paths.device) return answerDevice(request, desk);
  if (request.path === '/api/me') return answerApi(request, desk);
  return { status: 404, body: '{"error":"not_found"}' };
}

function answerToken(
  request: ReceivedRequest,
  response: ServerResponse,
  desk: EndpointDesk,
): WireAnswer | Promise<WireAnswer> {
  // Before anyone hears that the request is here, who may then want to have it cut.
  const fault = desk.faults.next(response);
  desk.log.add(request);
  const answerWell = () => written(answerTokenRequest(request, desk), request, desk);
  return fault === undefined ? answerWell() : answerWithFault(fault, answerWell);
}

function answerRevocation(request: ReceivedRequest, desk: EndpointDesk): WireAnswer {
  if (!isClient(request, desk.client, desk.dialect))
    return written(desk.dialect.refuse('invalid_client'), request, desk);
  const token = request.parameters?.token ?? '';
  desk.revoked.push(token);
  desk.ledger.revoke(token);
  return { status: 200, body: '{}' };
}

function answerDevice(request: ReceivedRequest, desk: EndpointDesk): WireAnswer {
  const { client_id: id, scope = '' } = request.parameters ?? {};
  if (id !== desk.client.id) return written(desk.dialect.refuse('invalid_client'), request, desk);
  const scopes = scope.split(desk.dialect.scopeSeparator).filter((name) => name !== '');
  return desk.devices.begin(scopes, {
    person: desk.person,
    verificationUri: `http://${request.headers.host}/device-code`,
  });
}

function answerApi({ headers }: ReceivedRequest, { ledger }: EndpointDesk): WireAnswer {
  const person = ledger.personOf(headers.authorization?.replace(/^Bearer /, '') ?? '');
  if (person === undefined) return { status: 401, body: '{"error":"invalid_token"}' };
  return { status: 200, body: JSON.stringify({ id: person, label: `${person}@example.com` }) };
}

/** GitHub answers a form to whoever does not ask for JSON. */
function written(
  { status, body }: DialectAnswer,
  { headers }: ReceivedRequest,
  { dialect }: EndpointDesk,
): WireAnswer {
  if (!dialect.formUnlessJsonIsAsked || headers.accept === 'application/json')
    return { status, body: JSON.stringify(body) };
  const fields = Object.entries(body).map(([name, value]) => [name, String(value)]);
  return {
    status,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  };
}

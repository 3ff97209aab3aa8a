import type { OAuth2, OAuthClient } from '../auth/oauth2.ts';
import { parseJson, readText } from '../http/read-text.ts';
import { clientSecretBasic } from './client-secret-basic.ts';
import { isLoopbackUrl } from './secure-url.ts';

/** A token answer is a few kilobytes; what is longer is not one. */
const longestAnswerBytes = 1_000_000;

/** What a token, revocation or device endpoint answered; `body` is its JSON, undefined when it was none. */
export interface EndpointAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** One request to an endpoint that authenticates the client (RFC 6749 section 2.3). */
export interface EndpointRequest {
  readonly method: OAuth2;
  readonly client: OAuthClient;
  readonly parameters: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
  readonly signal?: AbortSignal;
}

/** Asks the token endpoint for tokens by any grant type and answers what it said, unjudged. Rejects when it could not be reached. */
export async function requestTokens(
  request: EndpointRequest & { readonly grantType: string },
): Promise<EndpointAnswer> {
  const { method, client, grantType, parameters } = request;
  const { genericTokenEndpointRequest } = await import('oauth4webapi');
  const response = await genericTokenEndpointRequest(
    { issuer: new URL(method.tokenUrl).origin, token_endpoint: method.tokenUrl },
    { client_id: client.id },
    await clientAuthentication(method, client),
    grantType,
    parameters,
    await requestOptions(request, method.tokenUrl),
  );
  return readAnswer(response);
}

/** Sends an RFC 7009 revocation. */
export async function requestRevocation(
  request: EndpointRequest & { readonly url: string; readonly token: string },
): Promise<EndpointAnswer> {
  const { revocationRequest } = await import('oauth4webapi');
  const response = await revocationRequest(
    { issuer: new URL(request.url).origin, revocation_endpoint: request.url },
    { client_id: request.client.id },
    await clientAuthentication(request.method, request.client),
    request.token,
    { ...(await requestOptions(request, request.url)), additionalParameters: request.parameters },
  );
  return readAnswer(response);
}

/** Asks for a device and user code (RFC 8628 section 3.1). */
export async function requestDeviceCode(
  request: EndpointRequest & { readonly url: string },
): Promise<EndpointAnswer> {
  const { deviceAuthorizationRequest } = await import('oauth4webapi');
  const response = await deviceAuthorizationRequest(
    { issuer: new URL(request.url).origin, device_authorization_endpoint: request.url },
    { client_id: request.client.id },
    await clientAuthentication(request.method, request.client),
    request.parameters,
    await requestOptions(request, request.url),
  );
  return readAnswer(response);
}

async function clientAuthentication(method: OAuth2, client: OAuthClient) {
  const { ClientSecretPost, None } = await import('oauth4webapi');
  if (client.secret === undefined) return None();
  return method.clientAuth === 'client_secret_basic'
    ? clientSecretBasic(client.secret)
    : ClientSecretPost(client.secret);
}

async function requestOptions({ method, fetch, signal }: EndpointRequest, url: string) {
  const { allowInsecureRequests, customFetch } = await import('oauth4webapi');
  return {
    // Plain http is for servers on this machine only.
    [allowInsecureRequests]: isLoopbackUrl(url),
    [customFetch]: (method.tokenRequestFormat === 'json' ? asJson(fetch) : fetch) as typeof fetch,
    ...(signal ? { signal } : {}),
  };
}

/** Notion wants the parameters of RFC 6749 as a JSON object. */
function asJson(send: typeof fetch): typeof fetch {
  return (input, init) => {
    const parameters = Object.fromEntries(init?.body instanceof URLSearchParams ? init.body : []);
    const headers = new Headers(init?.headers);
    headers.set('content-type', 'application/json');
    return send(input, { ...init, headers, body: JSON.stringify(parameters) });
  };
}

/** Reads what an endpoint answered, unjudged. */
export async function readAnswer(response: Response): Promise<EndpointAnswer> {
  return {
    status: response.status,
    headers: response.headers,
    body: parseJson(await readText(response, longestAnswerBytes)),
  };
}

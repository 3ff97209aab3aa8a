import type { Connection } from '../connection.ts';
import { SidecarError } from '../errors.ts';
import type { AuthorizationOutcome, AuthorizationSession, RedirectAuthorizer } from './authorizer.ts';
import type { ConnectRequest } from './connect-request.ts';
import type { FoundMethod } from './found-method.ts';
import type { CallbackBearer } from './handle-callback.ts';
import type { AuthFlow, AuthFlowRequest } from './start-auth-flow.ts';

interface RedirectConnect extends ConnectRequest {
  readonly target: FoundMethod;
  readonly flow: {
    startAuthFlow(request: AuthFlowRequest): Promise<AuthFlow>;
    handleCallback(url: string, bearer: CallbackBearer): Promise<Connection>;
  };
}

/** Connects through a browser on the person's machine: opens the way back, sends the person away, takes the answer. */
export async function connectByRedirect(
  authorizer: RedirectAuthorizer,
  request: RedirectConnect,
): Promise<Connection> {
  const { target, signal } = request;
  const { plugin, method } = target;
  const session = await authorizer.open({
    integration: { id: plugin.id, name: plugin.name },
    redirect: method.redirect,
    callbackPath: `/callback/${plugin.id}`,
    ...(signal ? { signal } : {}),
  });
  try {
    return await authorize(session, request);
  } finally {
    await session.close();
  }
}

async function authorize(session: AuthorizationSession, request: RedirectConnect): Promise<Connection> {
  const { user, account, target, scopes, signal, flow } = request;
  const { authUrl, state, binding } = await flow.startAuthFlow({
    integration: target.plugin.id,
    user,
    account,
    auth: target.name,
    scopes,
    redirectUri: session.redirectUri,
  });
  const url = await session.authorize(authUrl, { state });
  let connection: Connection;
  try {
    connection = await flow.handleCallback(url, { binding, user, signal });
  } catch (error) {
    await tell(session, { connected: false, message: messageFor(error, target) });
    throw error;
  }
  await tell(session, { connected: true });
  return connection;
}

/** The account is connected, or not, whether or not the person's page can still be shown. */
async function tell(session: AuthorizationSession, outcome: AuthorizationOutcome): Promise<void> {
  await session.finish(outcome).catch(() => {});
}

/** Only our own messages are known to hold nothing secret. */
function messageFor(error: unknown, { plugin }: FoundMethod): string {
  if (SidecarError.isInstance(error)) return [error.message, error.nextAction].filter(Boolean).join(' ');
  return `${plugin.name} could not be connected.`;
}

import type Provider from 'oidc-provider';
import type { InteractionResults, KoaContextWithOIDC } from 'oidc-provider';
import { page, pageHeaders } from '../http/page.ts';
import { readBody } from '../http/read-body.ts';
import { people } from '../people.ts';
import { consentPage } from './consent-page.ts';
import type { Dialect } from './dialect.ts';

const formLimitBytes = 64 * 1024;

/** What an app asks a person for. */
interface ConsentRequest {
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly loginHint: string;
}

/** What a person has granted a client before. */
type EarlierScopes = (login: string, clientId: string) => readonly string[];

/** Shows the page on which a person chooses an account and allows or denies, and carries out the choice. */
export function interactionMiddleware(provider: Provider, dialect: Dialect, earlierScopes: EarlierScopes) {
  return async (context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    if (!/^\/interaction\/[\w-]+$/.test(context.path)) return next();
    context.set({ ...pageHeaders });
    const details = await provider.interactionDetails(context.req, context.res).catch(() => undefined);
    if (!details || !context.path.endsWith(`/${details.uid}`)) {
      return refuse(context, 'This page has expired', '<p>Start connecting again in the app.</p>');
    }
    const { client_id: clientId, scope, login_hint: loginHint } = details.params;
    const request = { clientId: String(clientId), scopes: words(scope), loginHint: String(loginHint ?? '') };
    if (context.method === 'POST')
      return decide(context, { provider, dialect, request, details, earlierScopes });
    const client = await provider.Client.find(request.clientId);
    context.body = consentPage({ dialect, appName: client?.clientName ?? request.clientId, ...request });
  };
}

function words(value: unknown): string[] {
  return typeof value === 'string' ? value.split(' ').filter(Boolean) : [];
}

function refuse(context: KoaContextWithOIDC, title: string, body: string): void {
  context.status = 400;
  context.body = page(title, body);
}

interface Decision {
  readonly provider: Provider;
  readonly dialect: Dialect;
  readonly request: ConsentRequest;
  readonly details: Awaited<ReturnType<Provider['interactionDetails']>>;
  readonly earlierScopes: EarlierScopes;
}

async function decide(context: KoaContextWithOIDC, decision: Decision): Promise<void> {
  const { provider, dialect, request } = decision;
  const form = new URLSearchParams((await readBody(context.req, formLimitBytes)).toString('utf8'));
  const login = form.get('login') ?? '';
  if (!people.some((person) => person.login === login)) {
    return refuse(context, 'Unknown account', '<p>Go back and choose one of the accounts.</p>');
  }
  const ticked = request.scopes.filter((scope) => form.getAll('scope').includes(scope));
  const chosen = dialect.granularConsent ? ticked : request.scopes;
  const granted = chosen.length > 0 ? [...chosen, ...(await takenAlong(decision, login))] : chosen;
  const allowed = form.get('decision') === 'allow' && granted.length > 0;
  const denied = { error: 'access_denied', error_description: 'The person said no.' };
  const result = allowed ? await grantResult(provider, { login, request, granted }) : denied;
  const settings = { mergeWithLastSubmission: false };
  context.redirect(await provider.interactionResult(context.req, context.res, result, settings));
  context.status = 303;
}

/** Google's incremental authorization: a token also carries what the person has granted before, when the app asks for that. */
async function takenAlong({ details, request, earlierScopes }: Decision, login: string): Promise<string[]> {
  if (details.params.include_granted_scopes !== 'true') return [];
  const earlier = earlierScopes(login, request.clientId).filter((scope) => !request.scopes.includes(scope));
  details.params.scope = [...request.scopes, ...earlier].join(' ');
  await details.save(details.exp - Math.floor(Date.now() / 1000));
  return earlier;
}

interface Consent {
  readonly login: string;
  readonly request: ConsentRequest;
  readonly granted: readonly string[];
}

async function grantResult(
  provider: Provider,
  { login, request, granted }: Consent,
): Promise<InteractionResults> {
  const grant = new provider.Grant({ accountId: login, clientId: request.clientId });
  grant.addOIDCScope(granted.join(' '));
  const refused = request.scopes.filter((scope) => !granted.includes(scope));
  if (refused.length > 0) grant.rejectOIDCScope(refused.join(' '));
  const grantId = await grant.save();
  return { login: { accountId: login, remember: false }, consent: { grantId }, select_account: {} };
}

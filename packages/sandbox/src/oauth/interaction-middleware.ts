import type Provider from 'oidc-provider';
import type { InteractionResults, KoaContextWithOIDC } from 'oidc-provider';
import { page, pageHeaders } from '../http/page.ts';
import { readBody } from '../http/read-body.ts';
import { people } from '../people.ts';
import { consentPage } from './consent-page.ts';
import type { Dialect } from './dialect.ts';

const formLimitBytes = 64 * 1024;

/** Shows the page on which a person chooses an account and allows or denies, and carries out the choice. */
export function interactionMiddleware(provider: Provider, dialect: Dialect) {
  return async (context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    if (!/^\/interaction\/[\w-]+$/.test(context.path)) return next();
    context.set({ ...pageHeaders });
    const details = await provider.interactionDetails(context.req, context.res).catch(() => undefined);
    if (!details || !context.path.endsWith(`/${details.uid}`)) {
      context.status = 400;
      context.body = page('This page has expired', '<p>Start connecting again in the app.</p>');
      return;
    }
    const scopes = String(details.params.scope ?? '')
      .split(' ')
      .filter(Boolean);
    const clientId = String(details.params.client_id);
    const client = await provider.Client.find(clientId);
    if (context.method !== 'POST') {
      context.body = consentPage({
        dialect,
        appName: client?.clientName ?? clientId,
        scopes,
        loginHint: String(details.params.login_hint ?? ''),
      });
      return;
    }
    const form = new URLSearchParams((await readBody(context.req, formLimitBytes)).toString('utf8'));
    const granted = dialect.granularConsent
      ? scopes.filter((scope) => form.getAll('scope').includes(scope))
      : scopes;
    const login = form.get('login') ?? '';
    if (!people.some((person) => person.login === login)) {
      context.status = 400;
      context.body = page('Unknown account', '<p>Go back and choose one of the accounts.</p>');
      return;
    }
    const result =
      form.get('decision') === 'allow' && granted.length > 0
        ? await consented(provider, { login, clientId, scopes, granted })
        : { error: 'access_denied', error_description: 'The person said no.' };
    const settings = { mergeWithLastSubmission: false };
    context.redirect(await provider.interactionResult(context.req, context.res, result, settings));
    context.status = 303;
  };
}

interface Consent {
  readonly login: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly granted: readonly string[];
}

async function consented(
  provider: Provider,
  { login, clientId, scopes, granted }: Consent,
): Promise<InteractionResults> {
  const grant = new provider.Grant({ accountId: login, clientId });
  grant.addOIDCScope(granted.join(' '));
  const refused = scopes.filter((scope) => !granted.includes(scope));
  if (refused.length > 0) grant.rejectOIDCScope(refused.join(' '));
  const grantId = await grant.save();
  return { login: { accountId: login, remember: false }, consent: { grantId }, select_account: {} };
}

import type { KeyObject } from 'node:crypto';
import { randomBytes } from 'node:crypto';
import type { Configuration } from 'oidc-provider';
import Provider, { interactionPolicy } from 'oidc-provider';
import { people } from '../people.ts';
import type { Dialect } from './dialect.ts';
import { deviceConfirmPage, deviceInputPage, deviceSuccessPage, errorPage } from './provider-pages.ts';
import type { RefreshTokenPolicy } from './refresh-token-policy.ts';
import type { TokenMemory } from './token-memory.ts';

const yearSeconds = 365 * 24 * 60 * 60;

/** What the configuration needs beside the dialect. */
interface Parts {
  readonly memory: TokenMemory;
  readonly refreshTokens: RefreshTokenPolicy;
  readonly signingKey: KeyObject;
}

/** A service's dialect as a configuration of oidc-provider. */
export function providerConfiguration(dialect: Dialect, parts: Parts): Configuration {
  const { memory } = parts;
  const { routes } = dialect;
  return {
    adapter: (model) => ({
      ...memory.adapter(model),
      revokeByGrantId: async (grantId) => {
        // oidc-provider ends the whole grant on revocation; X ends only the token that was named.
        const single = !dialect.revocationEndsGrant && Provider.ctx?.oidc?.route === 'revocation';
        if (!single) await memory.adapter(model).revokeByGrantId(grantId);
      },
    }),
    clients: [...dialect.clients],
    scopes: Object.keys(dialect.scopes),
    claims: { email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: async (_context, login) => {
      const person = people.find((candidate) => candidate.login === login);
      if (!person) return undefined;
      const claims = { sub: login, email: login, email_verified: true, name: person.name };
      return { accountId: login, claims: async () => claims };
    },
    jwks: { keys: [{ ...parts.signingKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
    cookies: {
      keys: [randomBytes(32).toString('hex')],
      // Browsers do not keep the cookies of two ports apart.
      names: {
        session: `${dialect.id}_session`,
        interaction: `${dialect.id}_interaction`,
        resume: `${dialect.id}_resume`,
      },
    },
    routes: {
      authorization: routes.authorization,
      token: routes.token,
      ...(routes.revocation && { revocation: routes.revocation }),
      ...(routes.deviceAuthorization && { device_authorization: routes.deviceAuthorization }),
      ...(routes.deviceVerification && { code_verification: routes.deviceVerification }),
    },
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: routes.revocation !== undefined,
        allowedPolicy: (_context, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: { enabled: false },
      deviceFlow: {
        enabled: routes.deviceAuthorization !== undefined,
        userCodeInputSource: deviceInputPage,
        userCodeConfirmSource: deviceConfirmPage,
        successSource: deviceSuccessPage,
      },
    },
    extraParams: dialect.extraParameters,
    interactions: {
      policy: askingPolicy(),
      url: (_context, interaction) => `/interaction/${interaction.uid}`,
    },
    // Every authorization is a grant of its own, so that an earlier consent never answers a later request.
    loadExistingGrant: async (context) => {
      const grantId = context.oidc.result?.consent?.grantId;
      return grantId ? context.oidc.provider.Grant.find(grantId) : undefined;
    },
    pkce: {
      required: (_context, client) => dialect.requiresPkce || client.tokenEndpointAuthMethod === 'none',
    },
    rotateRefreshToken: () => dialect.rotatesRefreshTokens,
    issueRefreshToken: (_context, _client, source) => parts.refreshTokens.allows(source),
    expiresWithSession: () => false,
    revokeGrantPolicy: (context) => dialect.revocationEndsGrant || context.oidc.route !== 'revocation',
    renderError: errorPage,
    ttl: lifetimes(dialect),
  };
}

/** A policy that always asks the person: one page with the account and the consent. */
function askingPolicy() {
  const policy = interactionPolicy.base();
  const { Check, Prompt } = interactionPolicy;
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  policy
    .get('login')
    ?.checks.add(
      new Check('always_asked', 'the person chooses an account each time', 'login_required', (context) =>
        context.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    );
  return policy;
}

/** Seconds. */
function lifetimes(dialect: Dialect): NonNullable<Configuration['ttl']> {
  return {
    AccessToken: (_context, _token, { clientId }) =>
      dialect.lastingClients?.includes(clientId) ? yearSeconds : dialect.accessTokenLifetimeSeconds,
    AuthorizationCode: 60,
    DeviceCode: 1800,
    Grant: yearSeconds,
    IdToken: 3600,
    Interaction: 3600,
    RefreshToken: yearSeconds / 2,
    Session: 24 * 60 * 60,
  };
}

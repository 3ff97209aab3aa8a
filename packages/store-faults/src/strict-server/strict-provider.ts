import { generateKeyPairSync, randomBytes } from 'node:crypto';
import Provider from 'oidc-provider';
import { IssuedMemory } from './issued-memory.ts';

/** The one client that is registered. */
export interface StrictClient {
  readonly id: string;
  readonly secret: string;
}

interface ProviderRules {
  readonly client: StrictClient;
  readonly graceMs: number;
  readonly lifetimeSeconds: () => number;
}

const daySeconds = 24 * 60 * 60;

/** An `oidc-provider` that rotates every refresh token; what it does when one comes twice is its own. */
export function strictProvider(
  issuer: string,
  { client, graceMs, lifetimeSeconds }: ProviderRules,
): Provider {
  const memory = new IssuedMemory(graceMs);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return new Provider(issuer, {
    adapter: (model) => memory.adapter(model),
    jwks: { keys: [privateKey.export({ format: 'jwk' })] },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: ['http://127.0.0.1/callback'],
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'client_secret_basic',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    scopes: ['read', 'offline_access'],
    rotateRefreshToken: true,
    ttl: {
      AccessToken: lifetimeSeconds,
      Grant: daySeconds,
      IdToken: daySeconds,
      RefreshToken: daySeconds,
    },
    features: {
      devInteractions: { enabled: false },
      introspection: {
        enabled: true,
        allowedPolicy: (_context, asking, token) => token.clientId === asking.clientId,
      },
    },
    findAccount: (_context, accountId) => ({ accountId, claims: async () => ({ sub: accountId }) }),
  });
}

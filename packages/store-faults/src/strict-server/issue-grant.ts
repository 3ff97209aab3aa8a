import type Provider from 'oidc-provider';

/** A grant with a refresh token, as an authorization long ago would have left them. */
export async function issueGrant(provider: Provider, clientId: string) {
  const accountId = 'ada';
  const client = await provider.Client.find(clientId);
  if (!client) throw new Error('The authorization server does not know its client.');
  const grant = new provider.Grant({ accountId, clientId });
  grant.addOIDCScope('read');
  const grantId = await grant.save();
  const facts = { accountId, client, grantId, scope: 'read', gty: 'authorization_code' };
  const token = new provider.RefreshToken({ ...facts, authTime: 1, iiat: 1, rotations: 0 });
  return { grantId, refreshToken: await token.save() };
}

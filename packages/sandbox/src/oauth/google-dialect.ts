import type { Dialect, DialectAnswer, OAuthFailure } from './dialect.ts';

/** The sandbox's app at Google, of the type "Desktop app": its secret is sent, but is no secret. */
export const googleClient = { id: 'sandbox-desktop.apps.example', secret: 'sandbox-google-desktop-secret' };

const calendarScope = (name: string) => `https://www.googleapis.com/auth/calendar${name}`;
const gmailScope = (name: string) => `https://www.googleapis.com/auth/gmail.${name}`;

const scopes: Readonly<Record<string, string>> = {
  openid: 'Know who you are',
  email: 'See your e-mail address',
  profile: 'See your name',
  'https://www.googleapis.com/auth/userinfo.email': 'See your e-mail address',
  'https://www.googleapis.com/auth/userinfo.profile': 'See your name',
  'https://mail.google.com/': 'Read, compose, send and permanently delete all your e-mail',
  [gmailScope('modify')]: 'Read, compose and send e-mail',
  [gmailScope('readonly')]: 'View your e-mail messages and settings',
  [gmailScope('metadata')]: 'View message metadata such as labels and headers, but not the body',
  [gmailScope('compose')]: 'Manage drafts and send e-mail',
  [gmailScope('send')]: 'Send e-mail on your behalf',
  [gmailScope('labels')]: 'See and edit your e-mail labels',
  [calendarScope('')]: 'See, edit, share and permanently delete all your calendars',
  [calendarScope('.readonly')]: 'See your calendars and their events',
  [calendarScope('.events')]: 'See and edit the events of all your calendars',
  [calendarScope('.events.readonly')]: 'See the events of all your calendars',
  [calendarScope('.events.freebusy')]: 'See when you are busy on calendars that you can see',
  [calendarScope('.freebusy')]: 'See when you are busy',
  [calendarScope('.calendarlist')]: 'See and change which calendars are in your list',
  [calendarScope('.calendarlist.readonly')]: 'See which calendars are in your list',
};

const loopbackHosts = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** A desktop client registers nothing: any port and path of a loopback address will do. https://developers.google.com/identity/protocols/oauth2/native-app */
function isLoopbackRedirect(redirectUri: string): boolean {
  const url = URL.parse(redirectUri);
  if (url?.protocol !== 'http:' || !loopbackHosts.has(url.hostname)) return false;
  return url.username === '' && url.password === '' && !redirectUri.includes('#');
}

const deviceStatuses: Readonly<Record<string, number>> = {
  authorization_pending: 428,
  slow_down: 403,
  access_denied: 403,
};

function translateFailure({ error, description, grantType }: OAuthFailure): DialectAnswer {
  if (error === 'invalid_client') {
    return { status: 401, body: { error, error_description: 'Unauthorized' } };
  }
  if (error === 'invalid_grant') {
    const words = grantType === 'refresh_token' ? 'Token has been expired or revoked.' : 'Bad Request';
    return { status: 400, body: { error, error_description: words } };
  }
  return { status: deviceStatuses[error] ?? 400, body: { error, error_description: description } };
}

function translateAnswer(
  body: Readonly<Record<string, unknown>>,
  grantType: string | undefined,
): Readonly<Record<string, unknown>> {
  if (grantType === 'refresh_token') {
    const { refresh_token: kept, ...rest } = body;
    return rest;
  }
  if (!('device_code' in body)) return body;
  // Google names it `verification_url`; the name of RFC 8628 stands beside it for clients that know only that one.
  return { ...body, verification_url: body.verification_uri, interval: 1 };
}

/** Google's authorization server. Real Google gives no Gmail scope by device code; the sandbox does, so that the flow can be shown. */
export const googleDialect: Dialect = {
  id: 'google',
  name: 'Google',
  routes: {
    authorization: '/o/oauth2/v2/auth',
    token: '/token',
    revocation: '/revoke',
    deviceAuthorization: '/device/code',
    deviceVerification: '/device',
  },
  scopes,
  clients: [
    {
      client_id: googleClient.id,
      client_secret: googleClient.secret,
      client_name: 'Sandbox desktop app',
      application_type: 'native',
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
      response_types: ['code'],
      redirect_uris: ['http://127.0.0.1/'],
    },
  ],
  // Google's `expires_in` is 3599.
  accessTokenLifetimeSeconds: 3599,
  rotatesRefreshTokens: false,
  requiresPkce: false,
  requiresBasic: false,
  revocationEndsGrant: true,
  granularConsent: true,
  sendsIssuer: true,
  refreshToken: { parameter: 'access_type', value: 'offline' },
  extraParameters: ['access_type', 'include_granted_scopes'],
  acceptsRedirect: isLoopbackRedirect,
  translateFailure,
  translateAnswer,
};

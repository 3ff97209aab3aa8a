import type { AuthorizationDialect } from './authorization-dialect.ts';

/** Whether a redirect URI is registered: character by character, but for the port of a loopback address where the provider leaves that free. */
export function matchesRedirectUri(
  redirectUri: string,
  registered: readonly string[],
  { loopbackPort }: Pick<AuthorizationDialect, 'loopbackPort'>,
): boolean {
  if (!URL.canParse(redirectUri)) return false;
  if (registered.includes(redirectUri)) return true;
  return (
    loopbackPort === 'any' &&
    withoutLoopbackPort(redirectUri) !== undefined &&
    registered.some((known) => withoutLoopbackPort(known) === withoutLoopbackPort(redirectUri))
  );
}

function withoutLoopbackPort(uri: string): string | undefined {
  const match = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost))(?::\d+)?(\/.*)?$/.exec(uri);
  return match ? `${match[1]}${match[2] ?? ''}` : undefined;
}

import { createHash } from 'node:crypto';
import type { CookieOptions, Request } from 'express';

/** A cookie that scripts cannot read and that other sites' forms do not carry. */
export interface CookieKind {
  readonly name: string;
  readonly options: CookieOptions;
}

const bindingLifetimeMs = 10 * 60_000;

/** Whether a browser sends cookies of this address over TLS only. */
function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https:');
}

/** Who is signed in, until the browser is closed. With https no other host can set it (`__Host-`). */
export function sessionCookie(publicUrl: string): CookieKind {
  const secure = isSecure(publicUrl);
  return {
    name: secure ? '__Host-session' : 'session',
    options: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
  };
}

/** The proof that a callback comes from the browser that started: one for each flow, sent to its callback only. */
export function bindingCookie(publicUrl: string, path: string, state: string): CookieKind {
  const secure = isSecure(publicUrl);
  const flow = createHash('sha256').update(state).digest('hex').slice(0, 16);
  return {
    name: `${secure ? '__Secure-' : ''}connecting-${flow}`,
    options: {
      httpOnly: true,
      // Not `strict`: the callback is a navigation that begins at the provider.
      sameSite: 'lax',
      secure,
      path,
      maxAge: bindingLifetimeMs,
    },
  };
}

/** The value of a cookie, or undefined. */
export function readCookie(request: Request, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

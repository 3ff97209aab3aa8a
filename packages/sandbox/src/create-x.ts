import { Recorder } from './http/recorder.ts';
import { createAuthorizationServer } from './oauth/authorization-server.ts';
import { TokenLog } from './oauth/token-log.ts';
import { xDialect } from './oauth/x-dialect.ts';
import type { Place } from './place.ts';
import { accessFinder, type Service } from './service.ts';
import { RateLimits } from './x/rate-limits.ts';
import { seedXStore } from './x/seed-x-store.ts';
import { xApi } from './x/x-api.ts';
import { xProblem } from './x/x-error.ts';

/** What X is started with. */
export interface XOptions extends Place {
  readonly redirectUris: readonly string[];
}

/** X, with a few users and posts. */
export function createX({ origin, signingKey, now, redirectUris }: XOptions): {
  readonly service: Service;
  readonly rateLimits: RateLimits;
} {
  const dialect = xDialect(redirectUris);
  const tokenLog = new TokenLog();
  const rateLimits = new RateLimits();
  const authorization = createAuthorizationServer(dialect, { issuer: origin, signingKey, tokenLog });
  const findAccess = accessFinder(authorization);
  const service: Service = {
    id: 'x',
    dialect,
    authorization,
    api: xApi({ findAccess, store: seedXStore(now()), rateLimits, now }),
    realOrigin: 'https://api.x.com',
    tokenLog,
    recorder: new Recorder(),
    isApi: (path) => path.startsWith('/2/') && !path.startsWith('/2/oauth2/'),
    describeError: (status) => xProblem(status).body,
  };
  return { service, rateLimits };
}

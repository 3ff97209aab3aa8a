import { Recorder } from './http/recorder.ts';
import { notionApi } from './notion/notion-api.ts';
import { allCapabilities, type Capability } from './notion/notion-call.ts';
import { NotionError } from './notion/notion-error.ts';
import { notionUsers } from './notion/notion-users.ts';
import { seedNotionStore } from './notion/seed-notion-store.ts';
import { createAuthorizationServer } from './oauth/authorization-server.ts';
import { notionDialect } from './oauth/notion-dialect.ts';
import { TokenLog } from './oauth/token-log.ts';
import type { Place } from './place.ts';
import { accessFinder, type Service } from './service.ts';
import { RateLimits } from './x/rate-limits.ts';

/** What Notion is started with. */
export interface NotionOptions extends Place {
  readonly redirectUris: readonly string[];
}

/** What a test can turn at Notion. */
export interface NotionControls {
  readonly rateLimits: RateLimits;
  /** The internal integration's secret; another one after it was made anew. */
  internalToken(): string;
  renewInternalToken(): void;
  setCapabilities(capabilities: readonly Capability[] | undefined): void;
}

/** Notion, with a small workspace. */
export function createNotion({ origin, signingKey, now, redirectUris }: NotionOptions): {
  readonly service: Service;
  readonly controls: NotionControls;
} {
  const dialect = notionDialect(redirectUris);
  const tokenLog = new TokenLog();
  const rateLimits = new RateLimits();
  const authorization = createAuthorizationServer(dialect, { issuer: origin, signingKey, tokenLog });
  const findPerson = accessFinder(authorization);
  let generation = 1;
  let capabilities: readonly Capability[] = allCapabilities;
  const internalToken = () => `ntn_sandboxInternalIntegration${generation}`;
  const findAccess = async (token: string) => {
    if (token === internalToken()) return { user: undefined };
    const access = await findPerson(token);
    const user = notionUsers.find(({ login }) => login === access?.login);
    return user && { user };
  };
  const api = notionApi({
    findAccess,
    store: seedNotionStore(now()),
    rateLimits,
    capabilities: () => capabilities,
    now,
  });
  const service: Service = {
    id: 'notion',
    dialect,
    authorization,
    api,
    realOrigin: 'https://api.notion.com',
    tokenLog,
    recorder: new Recorder(),
    isApi: (path) => path.startsWith('/v1/') && !path.startsWith('/v1/oauth/'),
    describeError: (status) => new NotionError(status, 'The sandbox was told to fail.').body,
  };
  const controls: NotionControls = {
    rateLimits,
    internalToken,
    renewInternalToken: () => {
      generation += 1;
    },
    setCapabilities: (given = allCapabilities) => {
      capabilities = given;
    },
  };
  return { service, controls };
}

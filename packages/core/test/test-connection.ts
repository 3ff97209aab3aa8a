import type { Attachment } from '../src/auth/oauth2.ts';
import type { ConnectionFetch } from '../src/connection.ts';
import { type ConnectionFetchOptions, createConnectionFetch } from '../src/http/connection-fetch.ts';
import type { CredentialSource } from '../src/http/credential-source.ts';
import { createRequestHold } from '../src/http/request-hold.ts';
import { silentLogger } from '../src/logger.ts';
import { hastyClock } from './hasty-clock.ts';

/** A source whose tokens are `token-1`, `token-2`, …: a new one for each refusal of the newest. */
export function countingCredentials(attach: Attachment = { header: 'authorization', scheme: 'Bearer' }) {
  const asked: Parameters<CredentialSource['issue']>[0][] = [];
  let version = 1;
  const source: CredentialSource = {
    async issue(request) {
      asked.push(request);
      if (request.rejected === String(version)) version += 1;
      return { token: `token-${version}`, attach, version: String(version) };
    },
  };
  return { ...source, asked };
}

/** A connection's fetch with everything but what a test is about filled in. */
export function testFetch(
  options: Partial<ConnectionFetchOptions> & { origins: readonly string[] },
): ConnectionFetch {
  const clock = options.clock ?? hastyClock();
  return createConnectionFetch({
    integration: { id: 'gmail', name: 'Gmail' },
    connection: 'default/default',
    credentials: countingCredentials(),
    hold: createRequestHold({ clock, random: () => 0 }),
    fetch,
    clock,
    logger: silentLogger,
    random: () => 0,
    ...options,
  });
}

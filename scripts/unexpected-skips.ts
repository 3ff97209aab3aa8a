import { existsSync } from 'node:fs';
import type { Skip } from './test-summary.ts';

/** The skips that CI accepts, each with its reason. Everything else has to run there. */
const acceptedInCI: { pattern: RegExp; when: () => boolean; why: string }[] = [
  {
    pattern: /SIDECAR_SHARED/,
    when: () => !process.env.SIDECAR_SHARED,
    why: 'the mail corpus and the official API descriptions are too large for the repository',
  },
  {
    pattern: /\(skipped for root\)/,
    when: () => process.getuid?.() === 0,
    why: 'root may write everywhere, so there is no folder that it may not write',
  },
  {
    pattern: /\(skipped: not applicable, /,
    when: () => true,
    why: 'a rule of the store suite that does not concern the store; the reason stands beside it',
  },
  {
    pattern: /may not mount|mounting is not allowed/,
    when: () => process.getuid?.() !== 0,
    why: 'only root can make a disk that is full or read-only',
  },
  {
    pattern: /skipped: no PostgreSQL|no programs of a PostgreSQL server/,
    when: () => !process.env.DATABASE_URL && !existsSync('/usr/lib/postgresql'),
    why: 'there is no PostgreSQL server, and none that could be started',
  },
  {
    pattern: /skipped: .*redis-server is not installed/,
    when: () => !existsSync('/usr/bin/redis-server'),
    why: 'there is no Redis server that could be started',
  },
  {
    pattern: /skipped: network namespaces are not permitted/,
    when: () => process.platform !== 'linux' || process.getuid?.() !== 0,
    why: 'only root of Linux can make hosts of its own on one machine',
  },
];

/** The skips that hide something in CI. */
export function unexpectedSkips(skips: readonly Skip[]): Skip[] {
  return skips.filter(
    ({ title, reason }) =>
      !acceptedInCI.some(({ pattern, when }) => when() && pattern.test(`${title} ${reason}`)),
  );
}

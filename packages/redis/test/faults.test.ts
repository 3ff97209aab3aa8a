import { testFaults } from '@sidecar/store-faults';
import { hasRedisServer } from '@sidecar/test-servers/redis';
import { afterAll, describe, it } from 'vitest';
import { redisFaultSubject } from './fault-subject.ts';

if (hasRedisServer) {
  const { subject, close } = await redisFaultSubject();
  afterAll(close);
  // What these need of a store, the store suite tries too; `pnpm --filter @sidecar/redis faults` plays them all.
  const tried = 'not applicable, the store suite tries it with this store as well';
  const skip = {
    'killed before': tried,
    'killed after': tried,
    'stopped before': tried,
    'stopped after': tried,
    'two hosts': tried,
  };
  testFaults({ subject, describe, it, skip });
} else {
  it.skip('redisStore in trouble (skipped: redis-server is not installed)', () => undefined);
}

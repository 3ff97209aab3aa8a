import { testFaults } from '@sidecar/store-faults';
import { afterAll, describe, it } from 'vitest';
import { redisFaultSubject } from './fault-subject.ts';
import { hasServerBinary } from './own-server.ts';

if (hasServerBinary) {
  const { subject, close } = await redisFaultSubject();
  afterAll(close);
  testFaults({ subject, describe, it });
} else {
  it.skip('redisStore in trouble (skipped: no redis-server to start one)', () => undefined);
}

import { testFaults } from '@sidecar/store-faults';
import { postgresPrograms } from '@sidecar/test-servers/postgres';
import { afterAll, describe, it } from 'vitest';
import { postgresFaultSubject } from './fault-subject.ts';

if (postgresPrograms() === undefined) {
  it.skip('postgresStore in trouble (skipped: no programs of a PostgreSQL server to start one)', () =>
    undefined);
} else {
  const { subject, close } = await postgresFaultSubject();
  afterAll(close);
  testFaults({
    subject,
    describe,
    it,
    skip: { emptied: 'not applicable, an empty database has no table, and every call says so' },
  });
}

import { afterAll } from 'vitest';
import { startSandbox } from '../src/index.ts';
import { calendarOf } from './calendar.ts';

/** The calendars of Ada and Grace in a sandbox that ends with the test file; it is noon of 2 March 2026 in UTC. */
export async function calendarsOfMarch() {
  const sandbox = await startSandbox({ now: () => Date.parse('2026-03-02T12:00:00Z') });
  afterAll(() => sandbox.close());
  const ada = await calendarOf(sandbox);
  return { sandbox, ada, grace: await calendarOf(sandbox, 'grace@sandbox.example') };
}

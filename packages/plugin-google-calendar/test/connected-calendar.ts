import { afterAll, beforeAll } from 'vitest';
import { startCalendar } from './sandbox-calendar.ts';

type Started = Awaited<ReturnType<typeof startCalendar>>;
type Run = ReturnType<Started['sidecar']>['run'];

/** The moment at which the sandbox stands: clocks go forward in New York on 8 March, in Europe on 29 March 2026. */
export const sandboxNow = Date.parse('2026-03-02T12:00:00Z');

/** Ada, and Grace whom she invites, both connected to one sandbox for the tests of a file. */
export function connectedPeople() {
  let started: Started;
  const people = new Map<string, ReturnType<Started['sidecar']>>();
  beforeAll(async () => {
    started = await startCalendar(() => sandboxNow);
    for (const name of ['ada', 'grace']) {
      const sidecar = started.sidecar();
      await sidecar.connect('google-calendar', {
        via: started.asPerson({ login: `${name}@sandbox.example` }),
      });
      people.set(name, sidecar);
    }
  });
  afterAll(async () => {
    for (const sidecar of people.values()) await sidecar.close();
    await started.close();
  });
  const runAs =
    (name: string): Run =>
    (...call) => {
      const sidecar = people.get(name);
      if (!sidecar) throw new Error(`${name} is not connected.`);
      return sidecar.run(...call);
    };
  return { ada: runAs('ada'), grace: runAs('grace'), sandbox: () => started.sandbox };
}

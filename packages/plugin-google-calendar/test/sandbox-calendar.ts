import { createSidecar, memoryStore } from '@sidecar/core';
import { loopback } from '@sidecar/core/loopback';
import { type Sandbox, startSandbox } from '@sidecar/sandbox';
import { type GoogleCalendarOptions, googleCalendar } from '../src/index.ts';

/** How the person at the browser answers. */
type Person = Parameters<Sandbox['consent']>[1];

/** A sandbox at a moment of one's own, and Sidecars that can be connected to it. */
export async function startCalendar(now?: () => number) {
  const sandbox = await startSandbox(now ? { now } : {});
  return {
    sandbox,
    /** A person at the browser, as `via`. */
    asPerson: (person: Person = {}) => loopback({ open: (url) => visit(sandbox, url, person) }),
    /** A Sidecar of its own, not connected yet. */
    sidecar: (options: GoogleCalendarOptions = {}, store = memoryStore()) => {
      const plugin = googleCalendar({ client: sandbox.google.client, endpoints: sandbox.google, ...options });
      return createSidecar({ plugins: [plugin], store });
    },
    close: () => sandbox.close(),
  };
}

/** Sends the person's browser to Google and back to the app. */
export async function visit(sandbox: Sandbox, url: string, person: Person = {}): Promise<void> {
  const answer = await fetch(await sandbox.consent(url, person));
  await answer.body?.cancel();
}

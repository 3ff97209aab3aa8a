import type { FaultSubject } from '../src/index.ts';
import { startEntryServer } from './entry-server.ts';
import type { Flaw } from './flawed-stores.ts';

/** A store with a flaw over a server of its own, and how to end that. */
export async function flawedSubject(flaw: Flaw): Promise<{
  readonly subject: FaultSubject;
  readonly close: () => Promise<void>;
}> {
  const { host, port, close } = await startEntryServer();
  return {
    subject: {
      name: flaw,
      opener: { module: new URL('./flawed-stores.ts', import.meta.url), exportName: 'openFlawedStore' },
      server: {
        host,
        port,
        openArguments: (address) => [{ host: address.host, port: address.port }, flaw],
      },
    },
    close,
  };
}

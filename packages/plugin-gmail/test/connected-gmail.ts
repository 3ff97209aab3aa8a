import { createSidecar, memoryStore } from '@sidecar/core';
import { loopback } from '@sidecar/core/loopback';
import { type Sandbox, startSandbox } from '@sidecar/sandbox';
import { gmail } from '../src/index.ts';

/** A sandbox and a Sidecar whose Gmail is connected to it. */
export interface ConnectedGmail {
  readonly sandbox: Sandbox;
  readonly sidecar: ReturnType<typeof sidecarFor>;
  close(): Promise<void>;
}

/** Starts the sandbox with a mailbox, and connects as a person would. */
export async function connectedGmail(mailbox?: string): Promise<ConnectedGmail> {
  const sandbox = await startSandbox(mailbox === undefined ? {} : { mailbox });
  const sidecar = sidecarFor(sandbox);
  await sidecar.connect('gmail', { via: loopback({ open: (url) => visit(sandbox, url) }) });
  return {
    sandbox,
    sidecar,
    close: async () => {
      await sidecar.close();
      await sandbox.close();
    },
  };
}

function sidecarFor({ google }: Sandbox) {
  const plugin = gmail({ client: google.client, endpoints: google });
  return createSidecar({ plugins: [plugin], store: memoryStore() });
}

async function visit(sandbox: Sandbox, url: string): Promise<void> {
  const answer = await fetch(await sandbox.consent(url));
  await answer.body?.cancel();
}

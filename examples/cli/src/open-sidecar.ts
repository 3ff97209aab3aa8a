import { type AnyPlugin, type Approve, createSidecar, type Logger } from '@sidecar/core';
import { fileStore } from '@sidecar/core/file';
import { gmail } from '@sidecar/plugin-gmail';
import { twitter } from '@sidecar/plugin-twitter';
import type { Place } from './place.ts';
import type { SandboxAddresses } from './sandbox/sandbox-addresses.ts';

/** The integrations that come with this program, at the sandbox or at the real services. */
function builtIn(sandbox: SandboxAddresses | undefined) {
  if (!sandbox) return [gmail(), twitter()] as const;
  const { google, x } = sandbox;
  return [
    gmail({ client: google.client, endpoints: google }),
    twitter({ client: x.client, endpoints: x }),
  ] as const;
}

/** What this host of Sidecar can do; the compiler knows the tools of the built-in plugins, with inputs and outputs. */
export type CliSidecar = ReturnType<typeof openSidecar>;

/** Everything that embedding Sidecar takes: plugins, a store, and who is asked before something is written. */
export function openSidecar(options: {
  readonly place: Place;
  readonly sandbox: SandboxAddresses | undefined;
  /** Plugins that were found at run time, and asked for. */
  readonly discovered: readonly AnyPlugin[];
  readonly approve: Approve;
  readonly logger: Logger;
}) {
  const { place, sandbox, discovered, approve, logger } = options;
  const store = fileStore(place.dataFolder);
  const plugins = [...builtIn(sandbox), ...discovered] as const;
  const sidecar = createSidecar({ plugins, store, approve, logger });
  return {
    ...sidecar,
    close: async () => {
      // Refreshes under way end and are saved first.
      await sidecar.close();
      await store.close?.();
    },
  };
}

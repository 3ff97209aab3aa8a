import { type AnyPlugin, type Approve, createSidecar, type Logger } from '@sidecar/core';
import { fileStore } from '@sidecar/core/file';
import { builtInPlugins } from './built-in-plugins.ts';
import type { Place } from './place.ts';
import type { SandboxAddresses } from './sandbox/sandbox-addresses.ts';

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
  const plugins = [...builtInPlugins(sandbox), ...discovered] as const;
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

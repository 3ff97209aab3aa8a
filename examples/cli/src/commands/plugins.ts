import type { DiscoveredPlugin } from '@sidecar/core/discovery';
import type { Command } from 'commander';
import type { Application } from '../application.ts';
import { flagsOf } from '../flags-of.ts';
import { findPlugins } from '../plugins/find-plugins.ts';
import type { LoadedPlugin } from '../plugins/load-plugins.ts';
import { printableJson, printableLine } from '../terminal/printable.ts';

/** `sidecar plugins`: what is installed, and what of it runs; looking executes nothing. */
export function addPlugins(program: Command, application: Application): void {
  const command = program
    .command('plugins')
    .description('show the installed plugins; only those named with --plugin run');
  command.action(async () => {
    const { out, json, plugins: shelf } = application;
    const flags = flagsOf(command);
    const choice = shelf.choose(flags);
    const loaded = await shelf.load(flags);
    const { plugins, skipped } = await findPlugins(choice);
    const found = plugins.map((plugin) => describe(plugin, loaded));
    if (json) return out.line(printableJson({ from: choice.from, plugins: found, skipped }));
    out.line(`Built in: ${shelf.catalog.builtIn.map(({ name }) => name).join(', ')}`);
    if (found.length === 0) out.line(`No others among the dependencies in ${printableLine(choice.from)}`);
    for (const { packageName, version = '', integration } of found) {
      const state = integration
        ? `runs as ${integration}`
        : `does not run unless you start with --plugin ${packageName}`;
      const title = `${packageName} ${version}`.trimEnd();
      out.line(printableLine(`${title}: ${state}`));
    }
    for (const { reason } of skipped) out.line(`Skipped: ${printableLine(reason)}`);
  });
}

function describe({ packageName, version }: DiscoveredPlugin, loaded: readonly LoadedPlugin[]) {
  const integration = loaded.find((each) => each.packageName === packageName)?.plugin.id;
  return {
    packageName,
    ...(version === undefined ? {} : { version }),
    loaded: integration !== undefined,
    ...(integration === undefined ? {} : { integration }),
  };
}

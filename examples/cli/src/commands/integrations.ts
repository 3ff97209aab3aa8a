import type { Command } from 'commander';
import type { Application } from '../application.ts';
import { flagsOf } from '../flags-of.ts';
import { showIntegrations } from '../show-integrations.ts';

/** `sidecar integrations`: the table. */
export function addIntegrations(program: Command, application: Application): void {
  const command = program.command('integrations').description('show every integration and how it is');
  command.action(async () => {
    await showIntegrations(await application.session(flagsOf(command)));
  });
}

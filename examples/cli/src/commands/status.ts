import type { IntegrationStatus } from '@sidecar/core';
import type { Command } from 'commander';
import type { Application } from '../application.ts';
import { describeStatus } from '../describe-status.ts';
import { flagsOf } from '../flags-of.ts';
import { requireIntegration } from '../known-names.ts';
import type { Session } from '../session.ts';
import { printableJson } from '../terminal/printable.ts';

/** `sidecar status [gmail]`: from what is stored; asks no service. */
export function addStatus(program: Command, application: Application): void {
  const command = program
    .command('status')
    .argument('[name]', 'gmail, slack, github … or a plugin; all of them unless given')
    .description('show in detail how an integration is')
    .option('--account <label>', 'which account, where there are several');
  command.action(async (name: string | undefined) => {
    const flags = flagsOf<{ account?: string }>(command);
    const session = await application.session(flags);
    const found = await statusesOf(session, name, flags.account);
    if (session.json) return session.out.line(printableJson(found));
    for (const line of found.flatMap((status) => describeStatus(status, session))) session.out.line(line);
  });
}

/** Of the named account; else of every account of the integration, or of all integrations. */
async function statusesOf(
  { sidecar, catalog }: Session,
  name: string | undefined,
  account: string | undefined,
): Promise<readonly IntegrationStatus[]> {
  if (name === undefined) return sidecar.statuses();
  const { id: integration } = requireIntegration(catalog, name);
  if (account !== undefined) return [await sidecar.status(integration, account)];
  return (await sidecar.statuses()).filter((status) => status.integration === integration);
}

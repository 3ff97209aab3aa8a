import type { Command } from 'commander';
import type { Application } from '../application.ts';
import { CliError } from '../cli-error.ts';
import { describeStatus } from '../describe-status.ts';
import { exitCodes } from '../exit-codes.ts';
import { flagsOf } from '../flags-of.ts';
import { requireIntegration } from '../known-names.ts';
import { requireServices } from '../sandbox/require-services.ts';
import { printableJson } from '../terminal/printable.ts';

/** `sidecar verify gmail`: asks the service. */
export function addVerify(program: Command, application: Application): void {
  const command = program
    .command('verify')
    .argument('<name>', 'gmail, slack, github … or a plugin')
    .description('ask the service whether the connection works')
    .option('--account <label>', 'which account, where there are several');
  command.action(async (name: string) => {
    const flags = flagsOf<{ account?: string }>(command);
    const session = await application.session(flags);
    const { id: integration } = requireIntegration(session.catalog, name);
    await requireServices(session, integration);
    const status = await session.sidecar.verify(integration, flags.account);
    if (session.json) session.out.line(printableJson(status));
    else for (const line of describeStatus(status, session)) session.out.line(line);
    // The answer is printed; the exit code says the same to scripts.
    if (!status.authenticated) throw new CliError('', { exitCode: exitCodes.needsPerson });
  });
}

import type { Command } from 'commander';
import type { Application } from '../application.ts';
import { CliError } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { flagsOf } from '../flags-of.ts';
import { requireIntegration } from '../known-names.ts';
import { printableJson, printableLine } from '../terminal/printable.ts';

/** `sidecar disconnect gmail`: asks first. */
export function addDisconnect(program: Command, application: Application): void {
  const command = program
    .command('disconnect')
    .argument('<name>', 'gmail, slack, github … or a plugin')
    .description('revoke the access and forget it; asks first')
    .option('--account <label>', 'which account, where there are several');
  command.action(async (name: string) => {
    const flags = flagsOf<{ account?: string }>(command);
    const { sidecar, catalog, asker, out, err, json, prefix, place } = await application.session(flags);
    const { id: integration } = requireIntegration(catalog, name);
    const status = await sidecar.status(integration, flags.account);
    if (status.account === undefined) {
      throw new CliError(`${status.name} is not connected.`, {
        exitCode: exitCodes.needsPerson,
        remedy: `Connect ${status.name}: ${prefix}connect ${integration}`,
      });
    }
    const whose = status.identity ? ` of ${printableLine(status.identity)}` : '';
    const question = `Are you sure? This removes the access to ${status.name}${whose}.`;
    if (!(await asker.confirm(question))) {
      throw new CliError(`${status.name} stays connected.`, { exitCode: exitCodes.failure });
    }
    const { revoked, alsoAffects, manualUrl } = await sidecar.disconnect(integration, status.account);
    if (json)
      return out.line(
        printableJson({ integration, account: status.account, revoked, alsoAffects, manualUrl }),
      );
    out.line(`${out.isUnicode ? '✅' : 'ok'} ${status.name} disconnected.`);
    if (alsoAffects.length > 0) {
      const names = alsoAffects
        .map(({ integration: id, account }) => `${catalog.nameOf(id)} (${account})`)
        .join(', ');
      err.line(`The access was not revoked at the provider, because that would end ${names} too.`);
    }
    if (!revoked && manualUrl && place.mode === 'live')
      err.line(`You can end the access yourself: ${manualUrl}`);
  });
}

import type { Command } from 'commander';
import type { Application } from '../application.ts';
import { type ConsentFlags, chooseAuthorizer } from '../choose-authorizer.ts';
import { flagsOf } from '../flags-of.ts';
import { requireIntegration } from '../known-names.ts';
import { requireServices } from '../sandbox/require-services.ts';
import { printableJson, printableLine } from '../terminal/printable.ts';
import { stateMark } from '../terminal/state-mark.ts';

interface ConnectFlags extends ConsentFlags {
  readonly account?: string;
  readonly scopes?: readonly string[];
}

/** `sidecar connect gmail`. */
export function addConnect(program: Command, application: Application): void {
  const command = program
    .command('connect')
    .argument('<name>', 'gmail or twitter')
    .description('let an account be used: opens the sign-in page in the browser')
    .option('--account <label>', 'a name of your choice, where you have several accounts')
    .option('--scopes <list>', 'ask for these scopes only, with commas between', commaList)
    .option('--paste', 'paste the address that the browser ends at; for SSH')
    .option('--device', 'enter a code on another device, where the service offers that')
    .option('--as <login>', 'in the sandbox: let the stand-in for a person allow it');
  command.action(async (name: string) => {
    const flags = flagsOf<ConnectFlags>(command);
    const integration = requireIntegration(name);
    const session = await application.session(flags);
    await requireServices(session);
    const { sidecar, signal, out, err, json } = session;
    const { account, scopes } = flags;
    await sidecar.connect(integration, {
      via: await chooseAuthorizer(session, integration, flags),
      signal,
      ...(account === undefined ? {} : { account }),
      ...(scopes ? { scopes } : {}),
    });
    const status = await sidecar.status(integration, account);
    if (json) return out.line(printableJson(status));
    const identity = status.identity ? ` as ${printableLine(status.identity)}` : '';
    const tools = (await sidecar.tools()).filter((tool) => tool.integration === integration);
    if (status.missingScopes.length > 0) {
      err.line(
        `Not everything was allowed: ${status.missingScopes.map(printableLine).join(', ')} is missing.`,
      );
    }
    const mark = stateMark(status.state, out);
    out.line(
      `${mark} ${status.name} connected${identity}. Tools: ${tools.map(({ name }) => name).join(', ')}`,
    );
  });
}

function commaList(text: string): string[] {
  return text.split(/[,\s]+/).filter(Boolean);
}

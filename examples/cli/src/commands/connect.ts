import type { AnyCatalog, AnyPlugin, UserSidecar } from '@sidecar/core';
import type { Command } from 'commander';
import { addToList } from '../add-to-list.ts';
import type { Application } from '../application.ts';
import { connectOptions, type MethodFlags } from '../connect-options.ts';
import { flagsOf } from '../flags-of.ts';
import { requireIntegration } from '../known-names.ts';
import { requireServices } from '../sandbox/require-services.ts';
import { scopeList } from '../scope-list.ts';
import { printableJson, printableLine } from '../terminal/printable.ts';
import { stateMark } from '../terminal/state-mark.ts';

interface ConnectFlags extends MethodFlags {
  readonly account?: string;
}

/** `sidecar connect gmail`. */
export function addConnect(program: Command, application: Application): void {
  const command = program
    .command('connect')
    .argument('<name>', 'gmail, slack, github … or a plugin')
    .description('let an account be used: opens the sign-in page in the browser, or asks for the token')
    .option('--account <label>', 'a name of your choice, where you have several accounts')
    .option('--scopes <list>', 'ask for these scopes only, with commas between', scopeList)
    .option('--paste', 'paste the address that the browser ends at; for SSH')
    .option('--redirect <url>', 'the https address that you have registered, where a service takes no other')
    .option('--device', 'enter a code on another device, where the service offers that')
    .option('--auth <method>', 'another way to connect, where the plugin has several')
    .option('--field <name=value>', 'a field of a token that is typed; may be repeated', addToList)
    .option('--field-file <name=path>', 'the same from a file, such as a private key', addToList)
    .option('--fields <json>', 'all of them as JSON; - reads it from standard input')
    .option('--as <login>', 'in the sandbox: let the stand-in for a person allow it');
  command.action(async (name: string) => {
    const flags = flagsOf<ConnectFlags>(command);
    const session = await application.session(flags);
    const { catalog, signal, out, err, json, place } = session;
    const plugin = requireIntegration(catalog, name);
    await requireServices(session, plugin.id);
    if (place.mode === 'sandbox' && !catalog.isBuiltIn(plugin.id))
      err.line(
        `The sandbox has no stand-in for ${printableLine(plugin.name)}: this goes to the real service.`,
      );
    // Which method a plugin has is known at run time only; core checks it.
    const sidecar: UserSidecar<AnyPlugin, AnyCatalog> = session.sidecar;
    const { account } = flags;
    const how = await connectOptions(session, plugin, flags);
    await sidecar.connect(plugin.id, { ...how, signal, account });
    const status = await sidecar.status(plugin.id, account);
    if (json) return out.line(printableJson(status));
    const identity = status.identity ? ` as ${printableLine(status.identity)}` : '';
    const tools = (await sidecar.tools()).filter((tool) => tool.integration === plugin.id);
    if (status.missingScopes.length > 0) {
      err.line(
        `Not everything was allowed: ${status.missingScopes.map(printableLine).join(', ')} is missing.`,
      );
    }
    const mark = stateMark(status.state, out);
    out.line(
      `${mark} ${printableLine(status.name)} connected${identity}. Tools: ${tools.map(({ name }) => name).join(', ')}`,
    );
  });
}

import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import type { Application } from '../application.ts';
import type { CatalogTool } from '../catalog.ts';
import { CliError } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { flagsOf } from '../flags-of.ts';
import { requireTool } from '../known-names.ts';
import { requireServices } from '../sandbox/require-services.ts';
import type { Session } from '../session.ts';
import { formatValue } from '../terminal/format-value.ts';
import { printableJson, printableLine } from '../terminal/printable.ts';

interface RunFlags {
  readonly account?: string;
  readonly yes?: boolean;
}

/** `sidecar run email_list '{"limit": 3}'`. */
export function addRun(program: Command, application: Application): void {
  const command = program
    .command('run')
    .argument('<tool>', 'short or qualified name: email_list, gmail.email_list')
    .argument('[json]', 'its input; - reads it from standard input', '{}')
    .description('call a tool; one that writes asks first')
    .option('--account <label>', 'which account, where there are several');
  command.action(async (name: string, json: string) => {
    const flags = flagsOf<RunFlags>(command);
    const session = await application.session(flags);
    const tool = requireTool(session.catalog, name);
    const input = parseInput(json === '-' ? await text(process.stdin) : json, tool);
    requireSomeoneToAsk(tool, session, { yes: flags.yes ?? false, readsInput: json === '-' });
    await requireServices(session, tool.plugin.id);
    const { sidecar, signal, out } = session;
    const output = await sidecar.runByName(name, input, { signal, account: flags.account });
    if (session.json) return out.line(printableJson(output));
    for (const line of formatValue(output)) out.line(line);
  });
}

/** Says where the JSON is wrong, and shows one that is right. */
function parseInput(json: string, { name }: CatalogTool): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    const reason = error instanceof Error ? printableLine(error.message) : '';
    throw new CliError(`The input of ${name} is no JSON: ${reason}.`, {
      exitCode: exitCodes.usage,
      remedy: `Write it in single quotes: '{"limit": 3}', or give - and pipe it in.`,
    });
  }
}

/** A write that nobody allows must not happen, and must not wait for ever either. */
function requireSomeoneToAsk(
  { name, tool: { effect } }: CatalogTool,
  { place, prefix }: Session,
  { yes, readsInput }: { readonly yes: boolean; readonly readsInput: boolean },
): void {
  if (effect === 'read' || yes || (process.stdin.isTTY && !readsInput)) return;
  throw new CliError(`${name} changes something in your account, and nobody can be asked here.`, {
    exitCode: exitCodes.usage,
    remedy: `If that is what you want, add --yes: ${prefix}run ${name}${place.mode === 'live' ? ' --live' : ''} … --yes`,
  });
}

import { Command } from 'commander';
import type { Application } from './application.ts';
import { addConnect } from './commands/connect.ts';
import { addDisconnect } from './commands/disconnect.ts';
import { addIntegrations } from './commands/integrations.ts';
import { addPlugins } from './commands/plugins.ts';
import { addRun } from './commands/run.ts';
import { addSandboxFault } from './commands/sandbox.ts';
import { addStatus } from './commands/status.ts';
import { addSwitch } from './commands/switch.ts';
import { addTools } from './commands/tools.ts';
import { addVerify } from './commands/verify.ts';
import { printable } from './terminal/printable.ts';

/** What works in the shell and in the interactive session alike. */
const commands: readonly ((program: Command, application: Application) => void)[] = [
  addIntegrations,
  addConnect,
  addDisconnect,
  addStatus,
  addSwitch,
  addVerify,
  addTools,
  addRun,
  addPlugins,
];

/** The commands of the interactive session. */
export function createSessionProgram(application: Application): Command {
  const program = baseProgram(application, '/integrations').usage('COMMAND');
  addSandboxFault(program, application);
  return program.addHelpText(
    'after',
    '\nAlso: /tools, /plugins, /run TOOL {…}, a tool by its name: email_list {"limit": 3}, /exit',
  );
}

/** What every command line has: the commands that work everywhere, and how they speak. */
export function baseProgram(application: Application, name: string): Command {
  const { err, out } = application;
  const sign = err.paint('red', err.isUnicode ? '✗' : 'Error:');
  const program = new Command(name)
    .option('--json', 'print machine-readable JSON on standard output, and nothing else there')
    .option('-y, --yes', 'answer every question with yes')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeErr: (text) => err.write(text),
      writeOut: (text) => out.write(text),
      outputError: (text) => err.write(`${sign} ${printable(text.replace(/^error: /, ''))}`),
    });
  for (const add of commands) add(program, application);
  return program;
}

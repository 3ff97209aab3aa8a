import { Command } from 'commander';
import type { Application } from './application.ts';
import { CliError } from './cli-error.ts';
import { addConnect } from './commands/connect.ts';
import { addDisconnect } from './commands/disconnect.ts';
import { addIntegrations } from './commands/integrations.ts';
import { addRun } from './commands/run.ts';
import { addSandbox, addSandboxFault } from './commands/sandbox.ts';
import { addShell, openShell } from './commands/shell.ts';
import { addStatus } from './commands/status.ts';
import { addSwitch } from './commands/switch.ts';
import { addTools } from './commands/tools.ts';
import { addTour } from './commands/tour.ts';
import { addVerify } from './commands/verify.ts';
import { exitCodes } from './exit-codes.ts';
import { flagsOf } from './flags-of.ts';
import { nearest } from './nearest.ts';
import { printable, printableLine } from './terminal/printable.ts';

type AddCommand = (program: Command, application: Application) => void;

/** What works in the shell and in the interactive session alike. */
const commands: readonly AddCommand[] = [
  addIntegrations,
  addConnect,
  addDisconnect,
  addStatus,
  addSwitch,
  addVerify,
  addTools,
  addRun,
];

const exitCodesHelp = `
Exit codes:
  0  done
  1  failed, or you said no
  2  not understood: a wrong name, flag or input
  3  a person has to do something first: connect, configure, enable
  130  ended by Ctrl-C`;

/** The whole command line. */
export function createProgram(application: Application): Command {
  const program = baseProgram(application, 'sidecar')
    .description('Connects your accounts and calls their tools.')
    .option('--live', 'use the real services instead of the sandbox')
    .option('--home <folder>', 'where everything is kept (SIDECAR_HOME; default: .sidecar in the checkout)')
    .option('--port <number>', 'where the sandbox listens (SIDECAR_SANDBOX_PORT; default: 8710)')
    .addHelpText('after', exitCodesHelp);
  for (const add of [...commands, addSandbox, addTour, addShell]) add(program, application);
  return program.allowExcessArguments().action(async () => {
    const [unknown] = program.args;
    if (unknown !== undefined) throw unknownCommand(unknown, program);
    // At a terminal it is a place to stay; a script that forgot its command is told so.
    if (process.stdin.isTTY && process.stdout.isTTY) await openShell(application, flagsOf(program));
    else program.help({ error: true });
  });
}

/** The commands of the interactive session. */
export function createSessionProgram(application: Application): Command {
  const program = baseProgram(application, '/integrations').usage('COMMAND');
  for (const add of [...commands, addSandboxFault]) add(program, application);
  return program.addHelpText(
    'after',
    '\nAlso: /tools, /run TOOL {…}, a tool by its name: email_list {"limit": 3}, /exit',
  );
}

function baseProgram({ err, out }: Application, name: string): Command {
  const sign = err.paint('red', err.isUnicode ? '✗' : 'Error:');
  return new Command(name)
    .option('--json', 'print machine-readable JSON on standard output, and nothing else there')
    .option('-y, --yes', 'answer every question with yes')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeErr: (text) => err.write(text),
      writeOut: (text) => out.write(text),
      outputError: (text) => err.write(`${sign} ${printable(text.replace(/^error: /, ''))}`),
    });
}

function unknownCommand(typed: string, program: Command): CliError {
  const suggestion = nearest(
    typed,
    program.commands.map((command) => command.name()),
  );
  return new CliError(`There is no command called "${printableLine(typed).slice(0, 80)}".`, {
    exitCode: exitCodes.usage,
    remedy: suggestion ? `Did you mean ${suggestion}?` : 'sidecar --help lists them.',
  });
}

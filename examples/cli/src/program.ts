import type { Command } from 'commander';
import { addToList } from './add-to-list.ts';
import type { Application } from './application.ts';
import { addSandbox } from './commands/sandbox.ts';
import { addShell, openShell } from './commands/shell.ts';
import { addTour } from './commands/tour.ts';
import { flagsOf } from './flags-of.ts';
import { baseProgram } from './session-program.ts';
import { unknownCommand } from './unknown-command.ts';

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
    .option('--plugin <package>', 'run this installed plugin; may be repeated (SIDECAR_PLUGINS)', addToList)
    .option('--plugins-from <folder>', 'whose dependencies are looked at (default: the package you are in)')
    .helpCommand(true)
    .addHelpText('after', exitCodesHelp);
  for (const add of [addSandbox, addTour, addShell]) add(program, application);
  return program.allowExcessArguments().action(async () => {
    const [unknown] = program.args;
    if (unknown !== undefined) throw unknownCommand(unknown, program);
    // At a terminal it is a place to stay; a script that forgot its command is told so.
    if (process.stdin.isTTY && process.stdout.isTTY) await openShell(application, flagsOf(program));
    else program.help({ error: true });
  });
}

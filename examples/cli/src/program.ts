import { Command } from 'commander';
import type { Application } from './application.ts';
import { addIntegrations } from './commands/integrations.ts';
import { addTour } from './commands/tour.ts';
import { exitCodes } from './exit-codes.ts';

/** Adds one command to the program. */
export type AddCommand = (program: Command, application: Application) => void;

const commands: readonly AddCommand[] = [addIntegrations, addTour];

/** The whole command line. */
export function createProgram(application: Application): Command {
  const { err, out } = application;
  const program = new Command('sidecar')
    .description('Connects your accounts and calls their tools.')
    .option('--json', 'print machine-readable JSON on standard output, and nothing else there')
    .option('-y, --yes', 'answer every question with yes')
    .option('--live', 'use the real services instead of the sandbox')
    .option('--home <folder>', 'where connections are kept (default: .sidecar in the checkout)')
    .option('--port <number>', 'where the sandbox listens (default: 8710)')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeErr: (text) => err.write(text), writeOut: (text) => out.write(text) });
  for (const add of commands) add(program, application);
  program.addHelpText('after', `\nExit codes: ${exitCodes.ok} done, ${exitCodes.failure} failed, …`);
  return program;
}

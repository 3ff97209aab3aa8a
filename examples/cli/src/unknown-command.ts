import type { Command } from 'commander';
import { CliError } from './cli-error.ts';
import { exitCodes } from './exit-codes.ts';
import { nearest } from './nearest.ts';
import { printableLine } from './terminal/printable.ts';

/** Says that there is no such command, and which one may be meant. */
export function unknownCommand(typed: string, program: Command): CliError {
  const suggestion = nearest(
    typed,
    program.commands.map((command) => command.name()),
  );
  return new CliError(`There is no command called "${printableLine(typed).slice(0, 80)}".`, {
    exitCode: exitCodes.usage,
    remedy: suggestion ? `Did you mean ${suggestion}?` : 'sidecar --help lists them.',
  });
}

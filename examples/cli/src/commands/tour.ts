import type { Command } from 'commander';
import type { Application } from '../application.ts';
import { flagsOf } from '../flags-of.ts';
import { type TourFlags, tour } from '../tour/tour.ts';
import { unknownCommand } from '../unknown-command.ts';

/** `sidecar tour`, which is also what `npm start` runs when no command is named. */
export function addTour(program: Command, application: Application): void {
  const isDefault = application.isNpmStart;
  const command = program
    .command('tour', { isDefault })
    .description('connect all six integrations in a sandbox, and use them step by step')
    .option('--mailbox <path>', 'fill the mailbox from a folder of .eml files or an mbox')
    // A mistyped command arrives here where the tour is the default.
    .allowExcessArguments(isDefault);
  command.action(async () => {
    const [unknown] = command.args;
    if (unknown !== undefined) throw unknownCommand(unknown, program);
    await tour(application, flagsOf<TourFlags>(command));
  });
}

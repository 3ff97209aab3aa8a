import type { Command } from 'commander';
import type { Application } from '../application.ts';
import { flagsOf } from '../flags-of.ts';
import { type TourFlags, tour } from '../tour/tour.ts';

/** `sidecar tour`, which is what `npm start` runs. */
export function addTour(program: Command, application: Application): void {
  const command = program
    .command('tour')
    .description('connect Gmail and X in a sandbox, and use them step by step')
    .option('--mailbox <path>', 'fill the mailbox from a folder of .eml files or an mbox');
  command.action(async () => tour(application, flagsOf<TourFlags>(command)));
}

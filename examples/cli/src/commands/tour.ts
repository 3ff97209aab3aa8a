import type { Command } from 'commander';
import type { Application } from '../application.ts';
import { flagsOf } from '../flags-of.ts';
import { tour } from '../tour/tour.ts';

interface TourFlags {
  readonly mailbox?: string;
}

/** `sidecar tour`: everything once, with the outcome of each step checked. */
export function addTour(program: Command, application: Application): void {
  program
    .command('tour')
    .description('connect Gmail and X, and use them step by step')
    .option('--mailbox <path>', "fill the sandbox's mailbox from a folder of .eml files or an mbox")
    .action(async (_flags, command: Command) => {
      await tour(application, flagsOf<TourFlags>(command));
    });
}

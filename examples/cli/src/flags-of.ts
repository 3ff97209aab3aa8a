import type { Command } from 'commander';
import type { GlobalFlags } from './application.ts';

/** The flags of a command together with those before it. */
export function flagsOf<Flags extends object = object>(command: Command): GlobalFlags & Flags {
  return command.optsWithGlobals<GlobalFlags & Flags>();
}

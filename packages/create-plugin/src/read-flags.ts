import { parseArgs } from 'node:util';
import { CreateError } from './create-error.ts';

/** What stood on the command line. */
export interface Flags {
  readonly name?: string | undefined;
  readonly id?: string | undefined;
  readonly auth?: string | undefined;
  readonly tool?: string | undefined;
  readonly dir?: string | undefined;
  /** Ask nothing: what is not given has its default. */
  readonly yes?: boolean | undefined;
  readonly help?: boolean | undefined;
}

const options = {
  name: { type: 'string' },
  id: { type: 'string' },
  auth: { type: 'string' },
  tool: { type: 'string' },
  dir: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Shown by --help. */
export const usage = `Writes a new plugin for @sidecar/core.

  npm create @sidecar/plugin -- [options]

  --name NAME   as people read it: "Acme Notes"
  --id ID       by default from the name: acme-notes
  --auth KIND   oauth2 (default), token or none
  --tool TOOL   the first tool: note_list (default item_list)
  --dir FOLDER  where it goes: a folder that is new or empty
  --yes         ask nothing; --name is then needed
`;

/** Reads the command line; what it does not know is an error. */
export function readFlags(words: readonly string[]): Flags {
  try {
    return parseArgs({ args: [...words], options, strict: true }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : 'The options cannot be read';
    throw new CreateError(`${reason}. See --help.`, 2);
  }
}

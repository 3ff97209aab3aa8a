#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { Application } from './application.ts';
import { exitCodeOf } from './exit-codes.ts';
import { createProgram } from './program.ts';
import { showError } from './show-error.ts';
import { untilAborted } from './until-aborted.ts';

/** Exit codes of a program that a signal ended: 128 and the signal's number. */
const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

const application = new Application();
let signalled: number | undefined;
for (const [signal, code] of Object.entries(signals)) {
  process.on(signal, () => {
    // A second Ctrl-C does not wait for anything any more. The others may come twice when a terminal closes.
    if (signalled !== undefined && signal === 'SIGINT') process.exit(code);
    if (application.interrupt(signal)) signalled = code;
  });
}
// The reader of a pipe may have had enough (`sidecar tools | head -1`), or the terminal is gone: the work still ends well.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

async function main(words: readonly string[]): Promise<number> {
  application.json = words.includes('--json');
  try {
    await untilAborted(createProgram(application).parseAsync(words, { from: 'user' }), application.signal);
    return application.exitCode;
  } catch (error) {
    if (signalled === undefined) showError(error, application);
    return exitCodeOf(error);
  } finally {
    await application.close();
  }
}

const exitCode = await main(process.argv.slice(2));
process.exitCode = signalled ?? exitCode;

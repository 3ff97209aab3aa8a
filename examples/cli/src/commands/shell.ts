import type { Command } from 'commander';
import type { Application, GlobalFlags } from '../application.ts';
import { flagsOf } from '../flags-of.ts';
import { interactiveSession } from '../interactive/interactive-session.ts';
import { isSandboxRunning } from '../sandbox/require-services.ts';
import { startRunningSandbox } from '../sandbox/running-sandbox.ts';

/** `sidecar shell`, and `sidecar` alone at a terminal: commands one after the other. */
export function addShell(program: Command, application: Application): void {
  const command = program
    .command('shell')
    .description('type commands one after the other; with its own sandbox unless one is running');
  command.action(async () => openShell(application, flagsOf(command)));
}

/** The interactive session with everything that it needs. */
export async function openShell(application: Application, flags: GlobalFlags): Promise<void> {
  const place = application.place(flags);
  if (place.mode === 'sandbox' && !(await isSandboxRunning(place.sandboxPort))) {
    const running = await startRunningSandbox(place, { anyPort: true });
    application.adopt(running);
    application.err.line('A sandbox was started; it ends with this session, and forgets everything.');
  }
  // Renews what has expired, and says in one line how everything is.
  await (await application.session(flags)).sidecar.start();
  await interactiveSession(application, flags);
}

import type { Application, GlobalFlags } from '../application.ts';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import { createSessionProgram } from '../session-program.ts';
import { showError } from '../show-error.ts';
import { untilAborted } from '../until-aborted.ts';
import { complete } from './complete.ts';
import { readHistory, writeHistory } from './history.ts';
import { readCommand } from './read-command.ts';

const leaving = new Set(['exit', 'quit']);

/** Reads commands until the person leaves, one after the other; a command that fails ends nothing but itself. */
export async function interactiveSession(application: Application, flags: GlobalFlags): Promise<void> {
  const { err } = application;
  const place = application.place(flags);
  const isTerminal = process.stdin.isTTY === true;
  const remembered = isTerminal ? await readHistory(place) : [];
  const prompt = isTerminal ? `${err.paint('cyan', 'sidecar')}> ` : '';
  application.prefix = '/integrations ';
  let idle: AbortController | undefined;
  let running: AbortController | undefined;
  let wantsToLeave = false;
  application.onInterrupt = () => {
    if (running) running.abort();
    else if (lines.typed !== '') {
      wantsToLeave = false;
      lines.clear();
    } else if (wantsToLeave) idle?.abort();
    else {
      wantsToLeave = true;
      err.line('\n(Ctrl-C again, Ctrl-D or /exit ends the session.)');
      lines.clear();
    }
    return true;
  };
  const lines = application.lines({
    completer: (line) => complete(line, application.catalog),
    history: remembered,
  });
  if (isTerminal) err.line('Type /help for the commands; Tab completes. /exit or Ctrl-D ends.');

  for (;;) {
    idle = new AbortController();
    const line = await lines.read(prompt, {
      remember: true,
      signal: AbortSignal.any([idle.signal, application.signal]),
    });
    if (line === undefined) break;
    const words = readCommand(line, application.catalog);
    const [command] = words;
    if (command === undefined) continue;
    wantsToLeave = false;
    remembered.unshift(line.trim());
    if (leaving.has(command)) break;
    running = new AbortController();
    const exitCode = await runLine(application, { words, flags, signal: running.signal });
    running = undefined;
    // Nobody watches a piped session: its end has to tell.
    if (!isTerminal && exitCode !== exitCodes.ok) application.exitCode = exitCode;
  }
  application.onInterrupt = undefined;
  if (isTerminal) await writeHistory(place, remembered);
}

interface Line {
  readonly words: readonly string[];
  readonly flags: GlobalFlags;
  readonly signal: AbortSignal;
}

async function runLine(application: Application, { words, flags, signal }: Line): Promise<number> {
  const all = flags.json && !words.includes('--json') ? [...words, '--json'] : words;
  application.beginCommand(all, signal);
  try {
    const work = createSessionProgram(application).parseAsync(all, { from: 'user' });
    await untilAborted(work, AbortSignal.any([signal, application.signal]));
    return exitCodes.ok;
  } catch (error) {
    showError(error, application);
    return exitCodeOf(error);
  }
}

import { spawn } from 'node:child_process';
import { root } from './bootstrap.mjs';

/** Runs a script with the right Node in this terminal; ends as the script ends, with its exit code or signal. */
export function runNode(scriptAndArguments, environment) {
  // Node marks type stripping and node:sqlite as experimental in releases in which both are settled.
  const child = spawn('node', ['--disable-warning=ExperimentalWarning', ...scriptAndArguments], {
    cwd: root,
    env: environment,
    stdio: 'inherit',
  });
  const forward = (signal) => {
    // Ctrl-C in a terminal has already reached the child: a second one would mean "stop at once".
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  child.on('error', (error) => {
    console.error(`node could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    for (const name of signals) process.off(name, forward);
    if (signal) process.kill(process.pid, signal);
    else process.exit(code ?? 1);
  });
}

import { homedir } from 'node:os';
import { join } from 'node:path';

/** Environment variables, given so that tests need not change the process's own. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where programs keep their settings on this platform. */
export function configurationFolder(environment: Environment = process.env): string {
  if (process.platform === 'win32') return environment.APPDATA || join(homedir(), 'AppData', 'Roaming');
  return macFolder() ?? (environment.XDG_CONFIG_HOME || join(homedir(), '.config'));
}

/** Where programs keep what is of no use on another machine. */
export function stateFolder(environment: Environment = process.env): string {
  if (process.platform === 'win32') return environment.LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  return macFolder() ?? (environment.XDG_STATE_HOME || join(homedir(), '.local', 'state'));
}

function macFolder(): string | undefined {
  return process.platform === 'darwin' ? join(homedir(), 'Library', 'Application Support') : undefined;
}

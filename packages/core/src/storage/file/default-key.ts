import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { defaultKeyVariable, environmentKey } from '../sealing/environment-key.ts';
import { keyFile } from '../sealing/key-file.ts';
import type { KeySource } from '../sealing/key-source.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The key of a data folder when none is given: `SIDECAR_ENCRYPTION_KEY`, else a key file in the user's configuration folder. */
export function defaultKey(dataFolder: string, environment: Environment = process.env): KeySource {
  if (environment[defaultKeyVariable]?.trim()) return environmentKey(defaultKeyVariable, environment);
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16);
  return keyFile(join(configurationFolder(environment), 'sidecar', `${name}.key`));
}

/** Where programs keep their settings on this platform. */
function configurationFolder(environment: Environment): string {
  if (process.platform === 'win32') return environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return environment.XDG_CONFIG_HOME || join(homedir(), '.config');
}

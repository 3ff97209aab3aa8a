import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { defaultKeyVariable, environmentKey } from '../sealing/environment-key.ts';
import { keyFile } from '../sealing/key-file.ts';
import type { KeySource } from '../sealing/key-source.ts';
import { configurationFolder, type Environment } from '../user-folders.ts';

/** The key of a data folder when none is given: `SIDECAR_ENCRYPTION_KEY`, else a key file in the user's configuration folder. */
export function defaultKey(dataFolder: string, environment: Environment = process.env): KeySource {
  if (environment[defaultKeyVariable]?.trim()) return environmentKey(defaultKeyVariable, environment);
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16);
  return keyFile(join(configurationFolder(environment), 'sidecar', `${name}.key`));
}

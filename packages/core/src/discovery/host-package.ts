import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { SidecarError } from '../errors.ts';
import { foldersUpwards } from './find-package.ts';
import { readPackageFile } from './read-package-file.ts';

/** The package whose dependencies are looked at. */
export interface HostPackage {
  readonly folder: string;
  /** Names as they stand in its package.json, each once. */
  readonly dependencies: readonly string[];
}

const maxDependencies = 5_000;

const namesSchema = z.record(z.string(), z.unknown());

/** The host's package.json: the one given, or the nearest in or above a folder. */
export async function readHostPackage(from: string | URL): Promise<HostPackage> {
  const start = path.resolve(from instanceof URL ? fileURLToPath(from) : from);
  const isFile = path.basename(start) === 'package.json';
  for (const folder of isFile ? [path.dirname(start)] : foldersUpwards(start)) {
    const place = path.join(folder, 'package.json');
    const file = await readPackageFile(place);
    if (file.kind === 'absent') continue;
    if (file.kind === 'broken') throw unusable(`${place} ${file.problem}.`);
    return { folder, dependencies: dependenciesOf(file.manifest, place) };
  }
  throw unusable(`There is no package.json ${isFile ? 'at' : 'in or above'} ${start}.`);
}

function dependenciesOf(manifest: Readonly<Record<string, unknown>>, place: string): readonly string[] {
  const { dependencies, optionalDependencies, devDependencies } = manifest;
  const names = [dependencies, optionalDependencies, devDependencies].flatMap((listed) => {
    const parsed = namesSchema.safeParse(listed ?? {});
    if (!parsed.success) throw unusable(`The dependencies in ${place} are not a JSON object.`);
    return Object.keys(parsed.data);
  });
  const unique = [...new Set(names)];
  if (unique.length > maxDependencies)
    throw unusable(`${place} lists more than ${maxDependencies} dependencies.`);
  return unique;
}

function unusable(message: string): SidecarError {
  return new SidecarError('invalid_input', message, {
    nextAction: "Give discoverPlugins({ from }) the folder of your app's package.json.",
  });
}

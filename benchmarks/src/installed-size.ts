import { lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** What an installation takes. */
export interface InstalledSize {
  readonly bytes: number;
  readonly packages: number;
}

/** Adds up all files under a project's `node_modules`. */
export function installedSize(project: string): InstalledSize {
  let bytes = 0;
  let packages = 0;
  const folder = path.join(project, 'node_modules');
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isDirectory()) bytes += lstatSync(path.join(entry.parentPath, entry.name)).size;
    if (entry.name === 'package.json' && isPackageFolder(entry.parentPath)) packages += 1;
  }
  return { bytes, packages };
}

/** A folder directly in some `node_modules`, or in a scope of one. */
function isPackageFolder(folder: string): boolean {
  return /node_modules[\\/](@[^\\/]+[\\/])?[^@\\/][^\\/]*$/.test(folder);
}

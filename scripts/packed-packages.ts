import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { publishedPackages, root, type WorkspacePackage } from './workspace.ts';

/** A published package and the tarball that would be uploaded. */
export interface PackedPackage extends WorkspacePackage {
  tarball: string;
  sizeBytes: number;
}

/** Packs all published packages, which have to be built, into a folder. */
export function packPublishedPackages(destination: string): PackedPackage[] {
  return publishedPackages().map((workspacePackage) => {
    const before = new Set(readdirSync(destination));
    execFileSync('pnpm', ['pack', '--pack-destination', destination], {
      cwd: path.join(root, workspacePackage.folder),
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    const name = readdirSync(destination).find((entry) => entry.endsWith('.tgz') && !before.has(entry));
    if (!name) throw new Error(`pnpm pack left no tarball of ${workspacePackage.manifest.name}`);
    const tarball = path.join(destination, name);
    return { ...workspacePackage, tarball, sizeBytes: statSync(tarball).size };
  });
}

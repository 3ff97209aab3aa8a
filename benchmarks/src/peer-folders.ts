import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const peersFolder = fileURLToPath(new URL('../peers', import.meta.url));

/** Each set of peers is a folder with a package.json of exact versions, outside the workspace. */
const folders = {
  tokens: peersFolder,
  googleapis: path.join(peersFolder, 'googleapis'),
  composio: path.join(peersFolder, 'composio'),
  ai: path.join(peersFolder, 'ai'),
};

/** A set of peers that is installed together. */
export type PeerSet = keyof typeof folders;

/** Where a set of peers is. */
export function peerFolder(set: PeerSet): string {
  return folders[set];
}

/** The versions that are measured, by package. */
export function pinnedVersions(set: PeerSet): Readonly<Record<string, string>> {
  return readManifest(folders[set])?.dependencies ?? {};
}

/** Installs a set of peers where the pinned versions are not there yet; answers why it could not. */
export function installPeers(set: PeerSet): string | undefined {
  const folder = folders[set];
  if (isInstalled(set)) return undefined;
  process.stderr.write(`Installing ${Object.keys(pinnedVersions(set)).join(', ')} …\n`);
  try {
    npmInstall(folder);
    return undefined;
  } catch (error) {
    return `npm could not install it: ${error instanceof Error ? error.message.split('\n')[0] : error}`;
  }
}

/** Runs `npm install` in a folder, from the cache where that is enough. Scripts are not run and no lockfile is left. */
export function npmInstall(folder: string): void {
  const npmArguments = ['install', '--prefer-offline', '--no-package-lock', '--ignore-scripts'];
  execFileSync('npm', [...npmArguments, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32',
  });
}

function isInstalled(set: PeerSet): boolean {
  return Object.entries(pinnedVersions(set)).every(([name, version]) => {
    return readManifest(path.join(folders[set], 'node_modules', name))?.version === version;
  });
}

function readManifest(folder: string) {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as {
    version?: string;
    dependencies?: Record<string, string>;
  };
}

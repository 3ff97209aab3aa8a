import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A package as it would be published. */
export interface PublishedPackage {
  readonly name: string;
  readonly tarball: string;
  /** The export that makes the plugin; absent for core. */
  readonly factory?: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Builds core and the plugins and packs each, core first. */
export function packPublishedPackages(destination: string): readonly PublishedPackage[] {
  const filters = ['--filter=./packages/core', '--filter=./packages/plugin-*'];
  run(['turbo', 'run', 'build', ...filters, '--output-logs=errors-only'], root);
  return readdirSync(path.join(root, 'packages'))
    .filter((folder) => folder === 'core' || folder.startsWith('plugin-'))
    .sort()
    .map((folder) => path.join(root, 'packages', folder))
    .flatMap((folder) => {
      const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
      if (manifest.private) return [];
      const place = path.join(destination, path.basename(folder));
      mkdirSync(place);
      run(['pack', '--pack-destination', place], folder);
      const [tarball = ''] = readdirSync(place);
      const factory = manifest.sidecar?.export;
      return [
        {
          name: String(manifest.name),
          tarball: path.join(place, tarball),
          ...(typeof factory === 'string' ? { factory } : {}),
        },
      ];
    });
}

function run(pnpmArguments: readonly string[], folder: string): void {
  try {
    execFileSync('pnpm', pnpmArguments, { cwd: folder, stdio: 'pipe', shell: process.platform === 'win32' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: Buffer; stderr?: Buffer };
    throw new Error(`pnpm ${pnpmArguments.join(' ')} failed:\n${stdout ?? ''}${stderr ?? ''}`);
  }
}

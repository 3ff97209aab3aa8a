import path from 'node:path';
import { type DiscoveredPlugin, discoveredPlugin } from './discovered-plugin.ts';
import { findPackage } from './find-package.ts';
import { packageEntry } from './package-entry.ts';
import { isPluginPackage, readDeclaration } from './plugin-declaration.ts';
import { readPackageFile } from './read-package-file.ts';
import { type SkippedPackage, skippedPackage } from './skipped-package.ts';

/** npm's rule for names, and the old ones with capitals; nothing that could leave `node_modules`. */
const namePattern = /^(?=.{1,214}$)(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/i;

/** Looks at one dependency of a host; undefined when it does not say that it is a plugin. */
export async function inspectPackage(
  packageName: string,
  hostFolder: string,
): Promise<DiscoveredPlugin | SkippedPackage | undefined> {
  if (!namePattern.test(packageName))
    return skippedPackage(packageName, 'invalid_name', 'is no name of a package.');
  const folder = await findPackage(packageName, hostFolder);
  if (folder === undefined) return skippedPackage(packageName, 'not_installed', 'is not installed.');
  const file = await readPackageFile(path.join(folder, 'package.json'));
  if (file.kind !== 'read') {
    const problem =
      file.kind === 'absent' ? 'has no package.json' : `has a package.json that ${file.problem}`;
    return skippedPackage(packageName, 'broken_package_file', `${problem}. Install it again.`);
  }
  if (!isPluginPackage(file.manifest)) return undefined;
  return judgePlugin({ packageName, folder, manifest: file.manifest });
}

function judgePlugin(found: {
  readonly packageName: string;
  readonly folder: string;
  readonly manifest: Readonly<Record<string, unknown>>;
}): DiscoveredPlugin | SkippedPackage {
  const { packageName, folder, manifest } = found;
  const declared = readDeclaration(manifest);
  if (declared.kind === 'undeclared') {
    const problem =
      'has the keyword "sidecar-plugin", but no usable field "sidecar" in its package.json, such as { "specificationVersion": "v1", "export": "notes" }. Ask its author.';
    return skippedPackage(packageName, 'undeclared', problem);
  }
  if (declared.kind === 'unknown-specification') {
    const problem = `is made for specification ${declared.version}, and this @sidecar/core knows v1. Update the older of the two.`;
    return skippedPackage(packageName, 'unknown_specification', problem);
  }
  const entry = packageEntry(manifest);
  if (entry === undefined)
    return skippedPackage(packageName, 'no_entry', 'has no entry that can be imported. Ask its author.');
  const { exportName } = declared.declaration;
  return discoveredPlugin({ packageName, version: versionOf(manifest), folder, entry, exportName });
}

/** Only what is safe to print on a terminal. */
function versionOf({ version }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof version === 'string' && /^[\w.+-]{1,100}$/.test(version) ? version : undefined;
}

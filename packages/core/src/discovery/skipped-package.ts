/** Why a dependency is not among the plugins, in one word that programs can rely on. */
export type SkipReason =
  | 'not_installed'
  | 'invalid_name'
  | 'broken_package_file'
  | 'undeclared'
  | 'unknown_specification'
  | 'no_entry';

/** A dependency that is a plugin, or might be one, and cannot be used. */
export interface SkippedPackage {
  readonly packageName: string;
  readonly code: SkipReason;
  /** The same as a sentence, with what can be done. */
  readonly reason: string;
}

/** Says why in a sentence that begins with the package's name; a name that could harm a terminal is shown without what harms. */
export function skippedPackage(name: string, code: SkipReason, problem: string): SkippedPackage {
  const packageName = name.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 214);
  return { packageName, code, reason: `${packageName} ${problem}` };
}

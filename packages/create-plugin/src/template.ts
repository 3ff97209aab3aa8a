/** The living template package of the repository, as it is packed. */
export interface Template {
  /** Text by path, with forward slashes. Under `variants/<kind>/` are the files that another kind of auth has instead. */
  readonly files: Readonly<Record<string, string>>;
  /** What `catalog:` and `workspace:` stand for, and the ranges of the tools that a package outside of the repository needs itself. */
  readonly versions: Readonly<Record<string, string>>;
  /** The compiler options that all packages of the repository share. */
  readonly compilerOptions: Readonly<Record<string, unknown>>;
}

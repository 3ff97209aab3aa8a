/** A failure of the command line itself, as a person reads it. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: number;
  /** What to do now, as a sentence. */
  declare readonly remedy?: string;

  constructor(message: string, details: { readonly exitCode: number; readonly remedy?: string }) {
    super(message);
    this.exitCode = details.exitCode;
    if (details.remedy !== undefined) this.remedy = details.remedy;
  }
}

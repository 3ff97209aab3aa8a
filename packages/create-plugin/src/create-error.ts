/** Something that the person can put right; its message is all that is shown. */
export class CreateError extends Error {
  override readonly name = 'CreateError';
  /** 2: what was asked for is wrong. 1: it could not be done. 130: the person gave up. */
  readonly exitCode: 1 | 2 | 130;

  constructor(message: string, exitCode: 1 | 2 | 130 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

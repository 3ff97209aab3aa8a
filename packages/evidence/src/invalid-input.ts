/** An input that a tool's schema refuses, which core reports as `invalid_input`. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
}

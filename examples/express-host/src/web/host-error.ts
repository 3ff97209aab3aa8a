/** Something that this host refuses by itself, before Sidecar is asked. */
export class HostError extends Error {
  override readonly name = 'HostError';
  readonly status: number;
  readonly code: string;
  readonly nextAction: string | undefined;

  constructor(
    status: number,
    code: string,
    details: { readonly message: string; readonly nextAction?: string },
  ) {
    super(details.message);
    this.status = status;
    this.code = code;
    this.nextAction = details.nextAction;
  }
}

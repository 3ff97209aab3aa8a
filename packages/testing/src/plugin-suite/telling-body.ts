/** In no message of ours: what a provider puts into the body of an error is not for every log. */
export const privateText = 'the private part of a body';

/** The body of a refusal in which a provider repeats the secrets that it was sent, and says more. */
export function tellingBody(secrets: readonly string[]): object {
  const said = `Invalid credential ${secrets.join(' or ')}`;
  return {
    message: said,
    error: { message: said, status: 'FAILED', errors: [{ reason: 'failed', message: said }] },
    errors: [{ message: said, detail: said }],
    error_description: said,
    detail: said,
    debug: privateText,
  };
}

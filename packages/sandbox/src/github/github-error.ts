/** One refused field, as GitHub lists it. */
export interface FieldError {
  readonly resource: string;
  readonly field: string;
  readonly code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'unprocessable' | 'custom';
  readonly value?: unknown;
  readonly message?: string;
}

const documentation = 'https://docs.github.com/rest';

const messages: Readonly<Record<number, string>> = {
  401: 'Bad credentials',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Server Error',
  502: 'Server Error',
  503: 'Service unavailable',
};

/** A refusal of GitHub's API. https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api */
export class GithubError extends Error {
  override readonly name = 'GithubError';
  readonly status: number;
  readonly body: object;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message = messages[status] ?? 'Error',
    details: {
      readonly errors?: readonly (FieldError | string)[];
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    const { errors, headers = {} } = details;
    this.status = status;
    this.headers = headers;
    this.body = {
      message,
      ...(errors ? { errors } : {}),
      documentation_url: documentation,
      status: String(status),
    };
  }
}

/** The refusal of fields that make no sense. */
export function validationFailed(...errors: readonly (FieldError | string)[]): GithubError {
  return new GithubError(422, 'Validation Failed', { errors });
}

/** The answer for everything that is not there, or that the token may not see. */
export function notFound(): GithubError {
  return new GithubError(404);
}

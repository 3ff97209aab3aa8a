/** One complaint about a request's parameters, as X lists them. */
export interface ParameterComplaint {
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly message: string;
}

const titles: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found Error',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** A refusal of the X API, with its problem document. https://docs.x.com/x-api/fundamentals/response-codes-and-errors */
export class XError extends Error {
  override readonly name = 'XError';
  readonly status: number;
  readonly body: object;

  constructor(status: number, body: object) {
    super(`X answers ${status}.`);
    this.status = status;
    this.body = body;
  }
}

/** An error with a status and at most a sentence. */
export function xProblem(status: number, detail = titles[status] ?? 'Error'): XError {
  return new XError(status, { title: titles[status] ?? 'Error', detail, type: 'about:blank', status });
}

/** The error for parameters that do not fit. */
export function invalidRequest(complaints: readonly ParameterComplaint[]): XError {
  return new XError(400, {
    errors: complaints,
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
    type: 'https://api.twitter.com/2/problems/invalid-request',
  });
}

/** The entry under `errors` of an answer (status 200) that could not find what was asked for. */
export function notFoundEntry(type: 'user' | 'tweet', parameter: string, value: string): object {
  return {
    value,
    detail: `Could not find ${type} with ${parameter}: [${value}].`,
    title: 'Not Found Error',
    resource_type: type,
    parameter,
    resource_id: value,
    type: 'https://api.twitter.com/2/problems/resource-not-found',
  };
}

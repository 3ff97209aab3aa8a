const statusNames: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ALREADY_EXISTS',
  413: 'INVALID_ARGUMENT',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

const reasons: Readonly<Record<number, string>> = {
  400: 'invalidArgument',
  401: 'authError',
  403: 'forbidden',
  404: 'notFound',
  409: 'aborted',
  413: 'uploadTooLarge',
  429: 'rateLimitExceeded',
  500: 'backendError',
  503: 'backendError',
};

/** A refusal of a Google API: HTTP status and what stands in the error body. */
export class GoogleError extends Error {
  override readonly name = 'GoogleError';
  readonly status: number;
  readonly reason: string;

  constructor(status: number, message: string, reason = reasons[status] ?? 'unknown') {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

/** The JSON body of an error of a Google API. https://cloud.google.com/apis/design/errors */
export function googleErrorBody({ status, message, reason }: GoogleError): object {
  const location = status === 401 ? { location: 'Authorization', locationType: 'header' } : {};
  const shortMessage = status === 401 ? 'Invalid Credentials' : message;
  return {
    error: {
      code: status,
      message,
      errors: [{ message: shortMessage, domain: 'global', reason, ...location }],
      status: statusNames[status] ?? 'UNKNOWN',
    },
  };
}

/** What Google answers to a path or method that it does not have: a page, not JSON. */
export function googleNotFoundPage(method: string, path: string): Response {
  const shown = path.replace(/[^\w/.-]/g, '');
  const text = `<!DOCTYPE html><html lang=en><title>Error 404 (Not Found)!!1</title><p>The requested URL <code>${shown}</code> was not found for ${method.replace(/\W/g, '')}.</html>`;
  return new Response(text, { status: 404, headers: { 'content-type': 'text/html; charset=UTF-8' } });
}

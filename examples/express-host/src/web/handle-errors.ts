import { type Logger, SidecarError } from '@sidecar/core';
import type { ErrorRequestHandler, Request } from 'express';
import { failurePage } from '../pages/failure-page.ts';
import { failureOf } from './failure.ts';

/** The last middleware: turns whatever was thrown into a status and a body, JSON for the API and a page for people. */
export function handleErrors(logger: Logger): ErrorRequestHandler {
  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters.
  return (error: unknown, request, response, next) => {
    const failure = failureOf(error);
    if (failure.status >= 500) logger.error(logLine(request, error));
    if (response.headersSent) return next(error);
    const { status, ...body } = failure;
    response.status(status);
    if (status === 401) response.set('www-authenticate', 'Bearer');
    if (failure.retryAfterMs !== undefined)
      response.set('retry-after', String(Math.ceil(failure.retryAfterMs / 1000)));
    if (isApi(request)) response.json(body);
    else response.send(failurePage(failure));
  };
}

function isApi({ originalUrl }: Request): boolean {
  return /^\/api(?:[/?]|$)/.test(originalUrl);
}

/** A SidecarError is safe to log as JSON, and its safe copy of a cause makes any other error so. */
function logLine({ method, path }: Request, error: unknown): string {
  const safe = SidecarError.isInstance(error)
    ? error
    : new SidecarError('internal', 'An unexpected error.', { cause: error });
  return `${method} ${path} ${JSON.stringify(safe)}`;
}

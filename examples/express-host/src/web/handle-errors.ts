import type { Logger } from '@sidecar/core';
import type { ErrorRequestHandler, Request } from 'express';
import { failurePage } from '../pages/failure-page.ts';
import { failureOf } from './failure.ts';
import { logFailure } from './log-failure.ts';

/** The last middleware: turns whatever was thrown into a status and a body, JSON for the API and a page for people. */
export function handleErrors(logger: Logger): ErrorRequestHandler {
  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters.
  return (error: unknown, request, response, next) => {
    const failure = failureOf(error);
    logFailure(logger, request, error);
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

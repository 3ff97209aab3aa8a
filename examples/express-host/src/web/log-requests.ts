import type { Logger } from '@sidecar/core';
import type { RequestHandler } from 'express';

/** One line for each answer. Never the query: the provider's code arrives in it. */
export function logRequests(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const { method, path } = request;
    const startedAt = performance.now();
    response.once('close', () => {
      const durationMs = Math.round(performance.now() - startedAt);
      logger.info(`${method} ${path} ${response.statusCode} ${durationMs} ms`);
    });
    next();
  };
}

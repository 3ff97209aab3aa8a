import type { RequestHandler } from 'express';

/** Says which of several instances has answered. */
export function nameInstance(instance: string): RequestHandler {
  return (_request, response, next) => {
    response.set('x-instance', instance);
    next();
  };
}

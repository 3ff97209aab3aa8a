import { IncomingMessage } from 'node:http';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import { readBody } from '../http/read-body.ts';
import type { Dialect } from './dialect.ts';

const longestBodyBytes = 64 * 1024;
const fieldsSchema = z.record(z.string(), z.string());

/** Takes JSON, and nothing else, at the token and revocation endpoints, and hands it on as the form that oidc-provider reads. */
export function jsonBodyMiddleware({ routes }: Dialect) {
  return async (context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    const isEndpoint = context.path === routes.token || context.path === routes.revocation;
    if (!isEndpoint || context.method !== 'POST') return next();
    const original = context.req;
    const fields = fieldsSchema.safeParse(
      parseJson((await readBody(original, longestBodyBytes)).toString('utf8')),
    );
    if (!context.get('content-type').includes('application/json') || !fields.success) {
      context.status = 400;
      context.body = {
        error: 'invalid_request',
        error_description: 'The body must be a JSON object of texts.',
      };
      return;
    }
    const form = formMessage(original, new URLSearchParams(fields.data).toString());
    context.req = form;
    context.request.req = form;
    try {
      await next();
    } finally {
      context.req = original;
      context.request.req = original;
    }
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same request with a form for a body. */
function formMessage(original: IncomingMessage, form: string): IncomingMessage {
  const message = new IncomingMessage(original.socket);
  message.method = original.method;
  message.url = original.url;
  message.headers = {
    ...original.headers,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(form)),
  };
  // Else its end would be taken for that of the connection.
  message.complete = true;
  message.push(form);
  message.push(null);
  return message;
}

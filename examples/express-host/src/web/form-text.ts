import type { Request } from 'express';

/** A field of a submitted form as text; empty where it is missing or was sent twice. */
export function formText(request: Request, field: string): string {
  const body: unknown = request.body;
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
  return typeof value === 'string' ? value : '';
}

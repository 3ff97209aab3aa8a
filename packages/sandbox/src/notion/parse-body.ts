import type { z } from 'zod';
import { invalidBody } from './notion-error.ts';

/** Reads a part of a body by its schema, or refuses it in Notion's words. */
export function parseBody<S extends z.ZodType>(schema: S, value: unknown, path = 'body'): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (!issue) throw invalidBody(path, 'is not valid');
  const steps = issue.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`));
  const where = path + steps.join('');
  if (issue.code === 'unrecognized_keys')
    throw invalidBody(`${where}.${issue.keys[0]}`, 'should be not present');
  if (issue.code === 'too_big') throw invalidBody(`${where}.length`, `should be ≤ \`${issue.maximum}\``);
  throw invalidBody(where, `should be valid: ${issue.message}`);
}

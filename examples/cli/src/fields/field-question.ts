import type { Schema } from '@sidecar/core';
import { z } from 'zod';

/** One field of a credential that a person types. */
export interface FieldQuestion {
  readonly name: string;
  /** The plugin's own words for it. */
  readonly label: string;
  readonly isRequired: boolean;
  /** Whether it must not be seen while it is typed. */
  readonly isSecret: boolean;
  /** As JSON Schema calls it. */
  readonly type: string;
}

const fieldSchema = z.object({
  description: z.string().optional().catch(undefined),
  type: z.string().catch('string'),
  format: z.string().optional().catch(undefined),
  enum: z.array(z.unknown()).optional().catch(undefined),
});

const fieldsSchema = z.object({
  properties: z.record(z.string(), fieldSchema.catch({ type: 'string' })).catch({}),
  required: z.array(z.string()).catch([]),
});

/** Schemas do not say what is secret, so only what plainly is not may be seen. */
const harmlessFormats: ReadonlySet<string> = new Set(['uri', 'email', 'hostname']);
const harmlessNames = /(^|[_a-z])(site|url|host|domain|email|user|username|login|region|workspace)$/i;

/** What has to be asked to fill in a credential's fields. */
export function fieldQuestions(fields: Schema): readonly FieldQuestion[] {
  const schema = fields['~standard'].jsonSchema.input({ target: 'draft-2020-12' });
  const { properties, required } = fieldsSchema.parse(schema);
  return Object.entries(properties).map(([name, field]) => ({
    name,
    label: field.description ?? name,
    isRequired: required.includes(name),
    isSecret: !isHarmless(name, field),
    type: field.type,
  }));
}

function isHarmless(name: string, { type, format, enum: choices }: z.infer<typeof fieldSchema>): boolean {
  if (type === 'boolean' || choices !== undefined) return true;
  return format === undefined ? harmlessNames.test(name) : harmlessFormats.has(format);
}

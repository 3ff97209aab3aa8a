import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';

/**
 * A schema of any library that can validate (Standard Schema) and say its JSON Schema (Standard JSON Schema), such as zod ≥ 4.2.
 * @see https://standardschema.dev
 */
export interface Schema<Input = unknown, Output = Input> {
  readonly '~standard': StandardSchemaV1.Props<Input, Output> & StandardJSONSchemaV1.Props<Input, Output>;
}

/** What a schema accepts. */
export type SchemaInput<S extends Schema> = NonNullable<S['~standard']['types']>['input'];

/** What a schema gives after parsing. */
export type SchemaOutput<S extends Schema> = NonNullable<S['~standard']['types']>['output'];

import type { Schema, SchemaInput, SchemaOutput } from '../schema.ts';
import type { Attachment } from './oauth2.ts';

/** An auth method whose credential a person types: token, API key, name and password. */
export interface Typed<Fields = unknown> {
  readonly kind: 'typed';
  /** What is asked of the person; field descriptions are their labels. */
  readonly fields: Schema<Fields, unknown>;
  /** The credential as it is sent. */
  readonly token: (fields: never) => string;
  readonly attach: Attachment;
  /** Base URL of the person's own installation, where they give one. */
  readonly site?: (fields: never) => string | undefined;
  /** A page where the person can end the credential, which core cannot. */
  readonly manualUrl?: string;
}

interface TypedOptions<S extends Schema> {
  readonly fields: S;
  readonly token: (fields: SchemaOutput<S>) => string;
  readonly attach?: Attachment;
  readonly site?: (fields: SchemaOutput<S>) => string | undefined;
  readonly manualUrl?: string;
}

/** A token or key that is sent as it was typed: `Authorization: Bearer …` unless `attach` says otherwise. */
export function bearerToken<S extends Schema>(options: TypedOptions<S>): Typed<SchemaInput<S>> {
  return { kind: 'typed', attach: { header: 'authorization', scheme: 'Bearer' }, ...options };
}

/** Name and password by RFC 7617; `token` answers `name:password`. */
export function basicAuth<S extends Schema>(options: Omit<TypedOptions<S>, 'attach'>): Typed<SchemaInput<S>> {
  const { token, ...rest } = options;
  return {
    kind: 'typed',
    attach: { header: 'authorization', scheme: 'Basic' },
    token: (fields: SchemaOutput<S>) => encodeBase64(token(fields)),
    ...rest,
  };
}

function encodeBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

import type { AnyPlugin } from './plugin.ts';
import type { SchemaInput, SchemaOutput } from './schema.ts';
import type { Tool } from './tool.ts';

interface Entry<Id extends string = string, Name extends string = string, Input = unknown, Output = unknown> {
  id: Id;
  name: Name;
  input: Input;
  output: Output;
}
type EntryOf<Id extends string, T extends Tool> = T extends Tool
  ? Entry<Id, T['name'], SchemaInput<T['input']>, SchemaOutput<T['output']>>
  : never;
type EntriesOf<P extends AnyPlugin> = P extends AnyPlugin ? EntryOf<P['id'], P['tools'][number]> : never;
type Owners<E extends Entry> = { [K in E as K['name']]: K['id'] };
type IsUnion<T, U = T> = T extends unknown ? ([U] extends [T] ? false : true) : never;
type Exposed<E extends Entry, O extends Record<string, string>> =
  IsUnion<O[E['name']]> extends true ? `${E['id']}_${E['name']}` : E['name'];
type CatalogOf<E extends Entry, O extends Record<string, string> = Owners<E>> = {
  readonly [K in E as Exposed<K, O> | `${K['id']}.${K['name']}`]: {
    readonly input: K['input'];
    readonly output: K['output'];
  };
};

/** Every name under which `run` finds a tool of these plugins, with its input and output. */
export type Catalog<P extends AnyPlugin> = CatalogOf<EntriesOf<P>>;

/** Any catalog. */
export type AnyCatalog = Readonly<Record<string, { readonly input: unknown; readonly output: unknown }>>;

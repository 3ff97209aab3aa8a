/** A search in Gmail's query language, as a tree. */
export type Query =
  | { readonly kind: 'all'; readonly of: readonly Query[] }
  | { readonly kind: 'any'; readonly of: readonly Query[] }
  | { readonly kind: 'not'; readonly of: Query }
  /** `operator` is empty for plain words and phrases. */
  | { readonly kind: 'term'; readonly operator: string; readonly value: string };

/** What a store of these tests asks of its server. */
export type EntryOrder =
  | { readonly order: 'get'; readonly key: string }
  | { readonly order: 'list'; readonly prefix: string; readonly after?: string | undefined }
  | {
      readonly order: 'set';
      readonly key: string;
      readonly value: string;
      readonly version: string;
      readonly replaces?: string | undefined;
    }
  | { readonly order: 'delete'; readonly key: string; readonly version: string };

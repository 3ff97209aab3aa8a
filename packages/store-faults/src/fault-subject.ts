/** The store under test and the server behind it. */
export interface FaultSubject {
  /** Stands before the titles. */
  readonly name: string;
  /** A module that plain Node can import, and the name of its function that opens the store. */
  readonly opener: { readonly module: URL; readonly exportName: string };
  readonly server: FaultServer;
}

/** Where something listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A server on this machine, with nothing in it that these runs would find. */
export interface FaultServer extends Address {
  /** What the opener gets to reach the server at this address, which may be that of a proxy: anything that JSON can say. */
  openArguments(address: Address): readonly unknown[];
  /** Ends it and starts it anew with the same data; left out where it is not ours to end. */
  restart?(): Promise<void>;
  /** Has an empty server take its place; answers how to bring back the right one. Left out where the store cannot know. */
  replaceByEmpty?(): Promise<() => Promise<void>>;
}

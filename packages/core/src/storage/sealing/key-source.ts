/** What a source may ask while it looks for its keys. */
export interface KeyContext {
  /** Whether nothing is sealed yet. Only then may a source make a new key: with records there, a new key would hide their loss. */
  mayCreate(): Promise<boolean>;
}

/** Where sealing keys come from. The first key seals, all of them open. */
export interface KeySource {
  /** How a person recognises the source, in messages. Never a secret. */
  readonly name: string;
  /** The keys, 32 bytes each; empty when the source has none. */
  load(context: KeyContext): Promise<readonly Uint8Array[]>;
}

/** Keys as they are given: a source, a key of 32 bytes, or several of both, the sealing one first. */
export type SealingKeys = KeySource | Uint8Array | readonly (KeySource | Uint8Array)[];

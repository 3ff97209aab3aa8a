/** One part of the bench: what it measured, as data and for a person to read. */
export interface Section {
  readonly title: string;
  /** What a reader has to know to judge the figures. */
  readonly notes: readonly string[];
  readonly tables: readonly string[];
  readonly results: unknown;
}

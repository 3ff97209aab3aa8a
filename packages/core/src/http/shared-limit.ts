/** Where the rate limit of a connection is told to other processes. */
export interface SharedLimit {
  /** The limit that some process met last: how long it is, and how long ago that was. Undefined once it is over. */
  read(): Promise<{ readonly durationMs: number; readonly elapsedMs: number } | undefined>;
  tell(durationMs: number): Promise<void>;
}

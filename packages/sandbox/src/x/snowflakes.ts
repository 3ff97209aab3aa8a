const twitterEpoch = 1_288_834_974_657n;

/** Makes ids that grow with time, as X's do: milliseconds since 2010-11-04, then 22 more bits. */
export class Snowflakes {
  #sequence = 0n;

  next(at: number): string {
    this.#sequence = (this.#sequence + 1n) % 4096n;
    return (((BigInt(Math.trunc(at)) - twitterEpoch) << 22n) | this.#sequence).toString();
  }
}

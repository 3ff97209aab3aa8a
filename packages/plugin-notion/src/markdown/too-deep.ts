/** What is nested deeper than anybody writes. */
export class TooDeep extends Error {
  override readonly name = 'TooDeep';
}

/** Fields without those that are null, which Google takes for a wish to clear them. */
export function withoutNulls(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  );
}

/** A schema that is built by its first use: building schemas was a third of the time that importing core took. */
export function lazySchema<S>(build: () => S): () => S {
  let built: S | undefined;
  return () => {
    built ??= build();
    return built;
  };
}

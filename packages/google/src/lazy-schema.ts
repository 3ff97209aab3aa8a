/** A schema that is built by its first use, so that importing the plugin does not build what only answers need. */
export function lazySchema<S>(build: () => S): () => S {
  let built: S | undefined;
  return () => {
    built ??= build();
    return built;
  };
}

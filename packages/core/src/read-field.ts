/** A field of an object from outside; undefined when its getter throws. */
export function readField(source: object, name: string | symbol): unknown {
  try {
    return Reflect.get(source, name);
  } catch {
    return undefined;
  }
}

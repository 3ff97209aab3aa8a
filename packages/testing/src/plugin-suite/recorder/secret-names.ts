const secret =
  /(?:^|[-_.]|[a-z])(?:token|secret|password|passwd|passphrase|authorization|cookie|credentials?|assertion|verifier|signature|api[-_]?key|private[-_]?key|access[-_]?key|session[-_]?id)$|^(?:code|state|sig|key|auth)$/i;

/** Names that end like a secret's and say where a list goes on. */
const place = /page|next|prev|sync|continuation|cursor|delta|pagination/i;

/** Whether what travels under this name is not for a fixture. */
export function isSecretName(name: string): boolean {
  return secret.test(name) && !place.test(name);
}

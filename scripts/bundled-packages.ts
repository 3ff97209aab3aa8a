/** Private packages of the workspace that published ones carry inside their own build, so that nobody has to install them. */
export const bundledPackages: readonly string[] = ['@sidecar/google'];

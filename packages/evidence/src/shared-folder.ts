/** The folder with the real data, which is not part of the repository; tests that need it are skipped where it is undefined. */
export const sharedFolder: string | undefined = process.env.SIDECAR_SHARED || undefined;

/** The services of the sandbox, in the order of their ports. */
export const serviceIds = ['google', 'x', 'notion', 'github'] as const;

/** A service of the sandbox. */
export type ServiceId = (typeof serviceIds)[number];

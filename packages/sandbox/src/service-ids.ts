/** The services of the sandbox, in the order of their ports. */
export const serviceIds = ['google', 'x', 'notion', 'github', 'slack'] as const;

/** A service of the sandbox. */
export type ServiceId = (typeof serviceIds)[number];

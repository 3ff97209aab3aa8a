import { z } from 'zod';

/** A property's value as a model gives it. */
export const valueInput = z.union([
  z.string().max(100_000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string().max(2_000)).max(100),
]);

/** A property's value as a model gives it. */
export type ValueInput = z.infer<typeof valueInput>;

/** Property names and their values. */
export const propertiesInput = z
  .record(z.string().min(1).max(200), valueInput)
  .refine((values) => Object.keys(values).length <= 100, 'At most 100 properties.');

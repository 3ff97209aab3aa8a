import { z } from 'zod';

/** A list in Slack's answers: absent and null lists are empty, null members are left out. */
export function listOf<Member extends z.ZodType>(member: Member) {
  return z
    .array(member.nullish())
    .nullish()
    .transform((members) => (members ?? []).filter((entry) => entry !== null && entry !== undefined));
}

import { errorFromStatus, SidecarError } from '@sidecar/core';
import { z } from 'zod';

const integration = { id: 'example-service', name: 'Example Service' };

/** What is read of an error answer. */
const problemSchema = z.object({ message: z.string() });

/**
 * Reads an answer by its schema. Refused tokens, limits and outages do not get here: the connection's fetch rejects
 * with them. What is left are the other failures of a request and answers that are not as documented.
 */
export async function readAnswer<Answer extends z.ZodType>(
  response: Response,
  schema: Answer,
): Promise<z.infer<Answer>> {
  const body = parseJson(await response.text());
  if (!response.ok) {
    const message = problemSchema.safeParse(body).data?.message;
    throw errorFromStatus({ integration, status: response.status, message });
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new SidecarError('invalid_response', "Example Service's answer is not as documented.", {
    integration: integration.id,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

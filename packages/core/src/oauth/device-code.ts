import type { DeviceAuthorizer, DeviceCodePrompt } from './authorizer.ts';

/** Connects by a code that the person types at the provider on any device, where the provider offers that. */
export function deviceCode(options: {
  readonly show: (prompt: DeviceCodePrompt) => void | Promise<void>;
}): DeviceAuthorizer {
  return { kind: 'device', show: options.show };
}

import type { UserConfigs } from '../config/user-config.ts';

/** Whether a user has the integration switched on; a connected one is, unless it was switched off. */
export async function isEnabled(
  configs: UserConfigs,
  {
    user,
    integration,
    connected,
  }: { readonly user: string; readonly integration: string; readonly connected: boolean },
): Promise<boolean> {
  const all = await configs.read(user);
  return (Object.hasOwn(all, integration) ? all[integration]?.enabled : undefined) ?? connected;
}

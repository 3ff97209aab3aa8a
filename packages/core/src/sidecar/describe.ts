import type { IntegrationStatus } from '../status.ts';
import type { ListedTool } from './tool-list.ts';

/** A text for a model's prompt: what is connected, what can be called, and what a person would have to do first. */
export function describeIntegrations(
  statuses: readonly IntegrationStatus[],
  tools: readonly ListedTool[],
): string {
  if (statuses.length === 0) return 'No integrations are installed.';
  const lines = ['Integrations of this user:'];
  for (const status of statuses) {
    lines.push(`- ${status.name}: ${statusText(status)}`);
    if (!status.authenticated || !status.enabled) continue;
    for (const tool of tools.filter(({ integration }) => integration === status.integration)) {
      lines.push(`  - ${tool.name} (${tool.effect}): ${tool.description}`);
    }
  }
  return lines.join('\n');
}

function statusText(status: IntegrationStatus): string {
  const who = status.identity ?? status.account;
  const state =
    status.authenticated && status.enabled
      ? `connected${who === undefined ? '' : ` as ${who}`}`
      : status.state.replaceAll('_', ' ');
  return [state, status.reason, status.authenticated ? undefined : status.nextAction]
    .filter((part) => part !== undefined)
    .join('. ');
}

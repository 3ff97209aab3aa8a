import { integrations } from './catalog.ts';
import { remedyOf } from './remedy.ts';
import type { Session } from './session.ts';
import { integrationsTable } from './terminal/integrations-table.ts';
import { printableJson, printableLine } from './terminal/printable.ts';
import { stateMark } from './terminal/state-mark.ts';

/** Prints every integration, and what has to be done where something has. */
export async function showIntegrations({ sidecar, out, json, prefix }: Session): Promise<void> {
  const statuses = await sidecar.statuses();
  if (json) return out.line(printableJson(statuses));
  const rows = statuses.map((status) => ({ status, description: descriptionOf(status.integration) }));
  for (const line of integrationsTable(rows, out, prefix)) out.line(line);
  for (const { state, name, reason, ...status } of statuses) {
    if (state === 'connected' || state === 'disconnected' || state === 'disabled') continue;
    const remedy = remedyOf({ ...status, code: state === 'needs_reauth' ? state : 'internal' }, prefix);
    out.line(
      `${stateMark(state, out)} ${[reason ?? name, remedy]
        .filter(Boolean)
        .map((text) => printableLine(text ?? ''))
        .join(' ')}`,
    );
  }
}

function descriptionOf(id: string): string {
  return integrations.find((plugin) => plugin.id === id)?.description.replace(/\.$/, '') ?? '';
}

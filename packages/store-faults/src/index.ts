export type { FaultReport } from './fault-report.ts';
export { type FaultScenarioName, faultScenarios } from './fault-scenarios.ts';
export type { Address, FaultServer, FaultSubject } from './fault-subject.ts';
export { faultTable } from './fault-table.ts';
export { faultsPlugin } from './faults-plugin.ts';
export { type FaultyLink, faultyLink } from './faulty-link.ts';
export { testFaults } from './test-faults.ts';

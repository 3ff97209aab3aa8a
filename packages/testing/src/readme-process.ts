export { exampleSidecar } from './plugin-suite/readme/example-sidecar.ts';
export { performExample } from './plugin-suite/readme/perform-example.ts';

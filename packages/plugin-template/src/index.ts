export type { ExampleServiceOptions } from './example-service-auth.ts';
export { exampleService } from './example-service-plugin.ts';

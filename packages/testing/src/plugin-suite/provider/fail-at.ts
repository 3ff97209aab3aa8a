import type { ServerResponse } from 'node:http';
import type { Fault } from './fault.ts';
import { writeAnswer } from './write-answer.ts';

/** Lets a request fail. One that is refused never gets here. */
export function failAt(response: ServerResponse, fault: Fault): void {
  switch (fault.kind) {
    case 'answer':
      writeAnswer(response, fault);
      return;
    case 'cut-body':
      beginAnswer(response, () => response.destroy());
      return;
    case 'silent-body':
      beginAnswer(response);
      return;
    case 'silent':
      return;
    default:
      response.destroy();
  }
}

/** Less than it says will come. */
function beginAnswer(response: ServerResponse, written?: () => void): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"data":', written);
}

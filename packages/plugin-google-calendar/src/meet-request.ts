/** Asks Google for a Meet link; the id makes sure that a request that arrives twice makes one conference. */
export function meetRequest() {
  return {
    createRequest: {
      requestId: crypto.randomUUID(),
      conferenceSolutionKey: { type: 'hangoutsMeet' },
    },
  };
}

/** The PIN that came with an answer. */
export const pinIn = (answer: unknown): string =>
  typeof answer === 'object' && answer !== null && 'pin' in answer ? String(answer.pin) : ''

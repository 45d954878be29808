/**
 * A reason to stop that the person at the keyboard can act on. Its message is one plain sentence, printed without a stack trace;
 * any other error is our own mistake and keeps its stack.
 */
export class PlainError extends Error {
  /** @override */
  name = 'PlainError'
}

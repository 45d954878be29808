import type { ReaderTest } from '#lib/domain/reader-test.ts'
import type { AuditBy, AuditEntry } from './audit.ts'

export type KeptTest = {
  readonly test: ReaderTest
  readonly version: number
  /** It is over, and its money is to be looked at once more. */
  readonly again: boolean
}

/** Payments made to try a reader. They hold its lease from their first row to their last. */
export type ReaderTests = {
  /** The row, the lease and who wished it, in one. The same id twice is one test. */
  begin(test: ReaderTest, entry: AuditEntry, by: AuditBy): Promise<'begun' | 'there' | 'reader_held'>
  find(testId: string): Promise<KeptTest | undefined>
  /** The newest of a reader. */
  latest(readerId: string): Promise<ReaderTest | undefined>
  /** Those whose money has not gone back and nobody has dealt with, oldest first; also under the ids the reader had before it was moved. */
  owing(readerId: string): Promise<readonly ReaderTest[]>
  /**
   * By version. An ended test lets go of its reader in the same commit, and what it owes waits for a person among the unknown payments.
   * `told`, what came of it, is in that commit too. False: somebody was faster.
   */
  save(
    test: ReaderTest,
    expected: number,
    nextLookAt: number,
    told?: { readonly entry: AuditEntry; readonly by: AuditBy },
  ): Promise<boolean>
  /** Looks again then, without anything having changed. */
  plan(testId: string, nextLookAt: number): Promise<void>
  /** Something was heard of the money of this intent: where it is that of a test that is over and was given back, it is looked at again. */
  lookAgain(paymentIntent: string): Promise<void>
  /**
   * By version, a test that is over: whoever has its reader by now keeps it. What it owes waits for a person. False: somebody was faster, or
   * something more was heard of its money.
   */
  settle(
    test: ReaderTest,
    expected: number,
    told?: { readonly entry: AuditEntry; readonly by: AuditBy },
  ): Promise<boolean>
  /** Those whose time has come, each handed to one server only. */
  due(nowMs: number, untilMs: number): Promise<readonly string[]>
  nextDueAt(): Promise<number | undefined>
}

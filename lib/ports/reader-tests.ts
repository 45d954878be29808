import type { ReaderTest } from '#lib/domain/reader-test.ts'
import type { AuditBy, AuditEntry } from './audit.ts'

export type KeptTest = { readonly test: ReaderTest; readonly version: number }

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
  /** The same of a test that had ended before: its reader may be somebody else's by now. What it owes waits from `at` on, nothing is due of it. */
  saveEnded(
    test: ReaderTest,
    expected: number,
    at: number,
    told?: { readonly entry: AuditEntry; readonly by: AuditBy },
  ): Promise<boolean>
  /** Something became of the refund of an intent: the test that was paid with it, has ended and seemed given back, is due. Returns it. */
  refundHeardOf(paymentIntent: string, at: number): Promise<string | undefined>
  /** Looks again then, without anything having changed. */
  plan(testId: string, nextLookAt: number): Promise<void>
  /** Those whose time has come, ended ones whose refund was heard of among them, each handed to one server only. */
  due(nowMs: number, untilMs: number): Promise<readonly string[]>
  nextDueAt(): Promise<number | undefined>
}

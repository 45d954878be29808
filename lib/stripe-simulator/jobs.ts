import type { Account } from './account.ts'
import type { Job } from './clock.ts'
import { finishAuthorization } from './model/authorize.ts'
import { settleCharge } from './model/books.ts'
import { expireHold } from './model/capture.ts'
import { finishRefund } from './model/refunds.ts'
import { deliver } from './webhooks.ts'

type Work = (account: Account, ref: string) => Promise<void> | void

const work: Partial<Record<Job['kind'], Work>> = {
  authorize: finishAuthorization,
  settle: settleCharge,
  expire_hold: expireHold,
  refund: finishRefund,
  deliver,
  screen: (account, reader) => account.stir(reader),
}

/** Does what a due job is about, and forgets the job in the same write. */
export async function perform(account: Account, job: Job): Promise<void> {
  account.tables.jobs.remove(job.id)
  try {
    await work[job.kind]?.(account, job.ref)
    await account.flushed()
  } catch (error) {
    const detail = error instanceof Error ? error.stack : String(error)
    process.stderr.write(`The simulator failed at ${job.kind} ${job.ref}: ${detail}\n`)
  }
}

import type { Account } from './account.ts'
import type { Job } from './clock.ts'
import { customerCancels } from './model/actions.ts'
import { finishAuthorization } from './model/authorization.ts'
import { settleCharge } from './model/books.ts'
import { expireHold } from './model/capture.ts'
import { timeOutInputs } from './model/inputs.ts'
import { forgetCollected } from './model/payment-commands.ts'
import { makePayouts } from './model/payouts.ts'
import { finishRefund } from './model/refunds.ts'
import { deliver } from './webhooks.ts'

type Work = (account: Account, ref: string) => Promise<void> | void

const work: Record<Job['kind'], Work> = {
  authorize: finishAuthorization,
  settle: settleCharge,
  expire_hold: expireHold,
  refund: finishRefund,
  deliver,
  confirm_window: forgetCollected,
  input_timeout: (account, reader) => void timeOutInputs(account, reader),
  customer_cancels: (account, reader) => void customerCancels(account, reader),
  payout: makePayouts,
  late_command: arrive,
  screen: (account, reader) => account.stir(reader),
}

function arrive(account: Account, id: string): void {
  account.lateCommands.get(id)?.()
  account.lateCommands.delete(id)
}

/** Does what a due job is about, and forgets the job in the same write. */
export async function perform(account: Account, job: Job): Promise<void> {
  account.tables.jobs.remove(job.id)
  try {
    await work[job.kind](account, job.ref)
    await account.flushed()
  } catch (error) {
    const detail = error instanceof Error ? error.stack : String(error)
    process.stderr.write(`The simulator failed at ${job.kind} ${job.ref}: ${detail}\n`)
  }
}

import { chargeSale } from '#lib/operations/charge-sale.ts'
import { editSale } from '#lib/operations/edit-sale.ts'
import { receiveKnock } from '#lib/operations/receive-knock.ts'
import { reconcile } from '#lib/operations/reconcile.ts'
import { refundTender } from '#lib/operations/refund-tender.ts'
import { steerPayment } from '#lib/operations/steer-payment.ts'
import { sweepIntents } from '#lib/operations/sweep.ts'
import { takeCash } from '#lib/operations/take-cash.ts'
import type { VerifiedKnock } from '#lib/ports/knock.ts'
import type { ServerWorld } from './server-world.ts'
import type { Job } from './state.ts'

/** Does a job with the real operation. `input` was made at the counter when the job began, and fits the job. */
export function doJob(world: ServerWorld, job: Job, input: unknown): Promise<unknown> {
  switch (job.do) {
    case 'charge':
      return chargeSale(world, input as Parameters<typeof chargeSale>[1])
    case 'cash':
      return takeCash(world, input as Parameters<typeof takeCash>[1])
    case 'edit':
      return editSale(world, input as Parameters<typeof editSale>[1])
    case 'refund':
      return refundTender(world, input as Parameters<typeof refundTender>[1])
    case 'sweep':
      return sweepIntents(world, 0)
    case 'cancel':
    case 'change_sale':
    case 'check_status':
    case 'confirm':
    case 'capture':
      return steerPayment(world, input as Parameters<typeof steerPayment>[1])
    case 'knock':
      return receiveKnock(world, input as VerifiedKnock)
    case 'reconcile':
      return reconcile(world)
  }
}

export function wordsOf(job: Job): string {
  switch (job.do) {
    case 'charge':
      return `cashier ${job.till} presses Charge for ${job.reader}`
    case 'cash':
      return `cashier ${job.till} takes cash`
    case 'edit':
      return `cashier ${job.till} edits the cart to ${job.quantity}`
    case 'cancel':
      return `cashier ${job.till} presses Cancel`
    case 'change_sale':
      return `cashier ${job.till} presses Change the sale`
    case 'confirm':
      return `cashier ${job.till} presses Confirm`
    case 'capture':
      return `cashier ${job.till} presses Capture`
    case 'refund':
      return `a manager refunds the card at till ${job.till}`
    case 'sweep':
      return 'the sweep for orphan intents'
    case 'check_status':
      return `cashier ${job.till} presses Check status`
    case 'knock':
      return `Stripe delivers ${job.event.id}`
    case 'reconcile':
      return 'the reconciler makes a round'
  }
}

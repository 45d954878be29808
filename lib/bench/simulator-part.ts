import { withScratchFolder } from '#lib/launcher/scratch-folder.js'
import { measureSimulator, type Rate } from '#lib/stripe-simulator/testing/throughput.ts'
import type { Row } from './figures.ts'
import { print } from './table.ts'

const EACH_MS = 5_000
const LEAST_RETRIEVALS = 1_500
const LEAST_PAYMENTS = 150

/** Whether the simulator would hold a load test back: what one of its own does on one core. */
export async function simulatorPart(): Promise<void> {
  const inMemory = await measureSimulator(EACH_MS)
  const onDisk = await withScratchFolder(folder => measureSimulator(EACH_MS, `${folder}/simulator`))
  print(`The Stripe simulator, ${inMemory.onOneCore ? 'held to one core' : 'in one process'}`, [
    row('PaymentIntent retrievals', inMemory.retrievals, LEAST_RETRIEVALS),
    row('complete payments: create, process, present, heard', inMemory.payments, LEAST_PAYMENTS),
    row('requests meanwhile', inMemory.requests),
    row('webhooks delivered meanwhile', inMemory.deliveries),
    row('complete payments, kept on disk', onDisk.payments, LEAST_PAYMENTS),
  ])
}

/** Judged by its own processor time where that is known: on a busy machine others are on the core too. */
function row(what: string, { perSecond, perCoreSecond }: Rate, least?: number): Row {
  const core = perCoreSecond === undefined ? '' : `, ${perCoreSecond} in a second of its core`
  const rate = perCoreSecond ?? perSecond
  const judged = least === undefined ? {} : { target: `≥ ${least}/s on one core`, met: rate >= least }
  return { what, measured: `${perSecond}/s${core}`, ...judged }
}

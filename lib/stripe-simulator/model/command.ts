import type { Account } from '../account.ts'
import { conditionOf, countDown, planCondition, takeFault } from '../faults.ts'
import {
  otherIntegration,
  Refusal,
  readerBusy,
  readerFault,
  readerOffline,
  readerTimeout,
} from '../refusal.ts'
import { clearAction, readerOf } from './actions.ts'
import { deviceOf } from './device.ts'
import type { Reader } from './objects.ts'

type CarryOut = (reader: Reader) => Reader

/**
 * Sends a command to a reader and waits for its answer. While the command is on its way nobody else gets through;
 * what it carries out then may replace an action that only waits for a card. `carryOut` runs when the command arrives,
 * so it must look again at whatever may have changed on the way.
 */
export async function command(account: Account, id: string, carryOut: CarryOut): Promise<Reader> {
  checkCondition(account, id)
  if (account.locked.has(id) || deviceOf(account, id).phase === 'authorizing') throw readerBusy()
  if (takeFault(account, 'other_integration', { reader: id })) throw otherIntegration()
  if (takeFault(account, 'timeout_not_delivered', { reader: id })) throw readerTimeout()
  const late = takeFault(account, 'timeout_delivered', { reader: id })
  if (late?.delay_ms) {
    arriveLater(account, id, late.delay_ms, carryOut)
    throw readerTimeout()
  }
  account.locked.add(id)
  try {
    await roundTrip(account)
    // A card was shown meanwhile: what is being checked at the bank is not interrupted.
    if (deviceOf(account, id).phase === 'authorizing') throw readerBusy()
    const reader = carryOut(readerOf(account, id))
    if (late) throw readerTimeout()
    return reader
  } finally {
    account.locked.delete(id)
  }
}

function roundTrip(account: Account): Promise<void> {
  return new Promise(done => {
    if (account.settings.readerMs > 0) setTimeout(done, account.settings.readerMs)
    else setImmediate(done)
  })
}

function checkCondition(account: Account, id: string): void {
  const condition = conditionOf(account, id) ?? planCondition(account, id)
  if (!condition) return
  countDown(account, condition)
  account.stir(id)
  if (condition.kind === 'reader_offline') throw readerOffline()
  throw condition.kind === 'hardware_fault' ? readerFault() : readerBusy()
}

/** The command reaches the reader after the caller was told that it timed out. Refused there, it leaves no trace. */
function arriveLater(account: Account, id: string, ms: number, carryOut: CarryOut): void {
  const job = account.ids.make('late', 12)
  account.lateCommands.set(job, () => {
    const device = account.tables.devices.get(id)
    if (!device || device.phase === 'authorizing' || conditionOf(account, id)) return
    try {
      carryOut(readerOf(account, id))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  })
  account.clock.at({ id: job, due: account.clock.now() + ms, kind: 'late_command', ref: job })
}

/** Resets the reader. During an authorisation it is too late for that; on an idle reader it changes nothing. */
export function cancelAction(account: Account, id: string): Promise<Reader> {
  return command(account, id, reader => clearAction(account, reader))
}

import type { World } from '#lib/ports/world.ts'
import { settleClearings } from '../payment/clearing.ts'
import { advanceMoves } from './advance-move.ts'
import { advanceReaderTests } from './advance-reader-test.ts'
import { settleHolds } from './remove-reader.ts'

/**
 * Whatever was begun with a reader and is not over: test payments, moves, clearings and deletions whose answer never came. On any server,
 * each by its row.
 */
export async function lookAfterReaders(
  world: Pick<
    World,
    'readers' | 'readerTests' | 'fleet' | 'sales' | 'payments' | 'shops' | 'clock' | 'log' | 'pace' | 'audit'
  >,
): Promise<void> {
  await advanceReaderTests(world)
  await advanceMoves(world)
  await settleClearings(world)
  await settleHolds(world)
}

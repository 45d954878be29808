import type { RegisterId } from '#lib/domain/ids.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { CaptureMode } from '#lib/ports/shops.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { isManager, type NotAllowed } from './manager.ts'

export type CardSetting =
  | { readonly set: 'capture_mode'; readonly captureMode: CaptureMode }
  | { readonly set: 'two_steps'; readonly registerId: RegisterId; readonly twoSteps: boolean }

/** How cards are taken from the next Charge on. A payment that has begun carries its own way, and ends as it began. */
export async function setCardSettings(
  { shops }: Pick<World, 'shops'>,
  setting: CardSetting,
  session: Session,
): Promise<Result<'set', NotAllowed | { readonly kind: 'not_found' }>> {
  if (!isManager(session)) return refuse({ kind: 'not_allowed' })
  if (setting.set === 'capture_mode') {
    await shops.setCaptureMode(setting.captureMode)
    return ok('set')
  }
  const isThere = await shops.setTwoSteps(setting.registerId, setting.twoSteps)
  return isThere ? ok('set') : refuse({ kind: 'not_found' })
}

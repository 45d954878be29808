import type { AsksAbout } from '#lib/domain/asks-about.ts'
import type { RegisterId } from '#lib/domain/ids.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { CaptureMode } from '#lib/ports/shops.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from './allowed.ts'

export type CardSetting =
  | { readonly set: 'capture_mode'; readonly captureMode: CaptureMode }
  | { readonly set: 'asks_about'; readonly asksAbout: AsksAbout }
  | { readonly set: 'two_steps'; readonly registerId: RegisterId; readonly twoSteps: boolean }

/** How cards are taken from the next Charge on. A payment that has begun carries its own way, and ends as it began. */
export async function setCardSettings(
  { shops, clock }: Pick<World, 'shops' | 'clock'>,
  setting: CardSetting,
  session: Session,
): Promise<Result<'set', { readonly kind: 'not_found' }>> {
  const by = byOf(session, clock.now())
  if (setting.set === 'capture_mode') {
    await shops.setCaptureMode(setting.captureMode, by)
    return ok('set')
  }
  if (setting.set === 'asks_about') {
    await shops.setAsksAbout(setting.asksAbout, by)
    return ok('set')
  }
  const isThere = await shops.setTwoSteps(setting.registerId, setting.twoSteps, by)
  return isThere ? ok('set') : refuse({ kind: 'not_found' })
}

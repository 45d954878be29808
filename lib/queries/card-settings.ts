import type { CardSettingsAnswer } from '#lib/contracts/card-settings.ts'
import type { World } from '#lib/ports/world.ts'

/** How the shop and each of its registers take cards now. */
export async function cardSettings({ shops }: Pick<World, 'shops'>): Promise<CardSettingsAnswer> {
  const [shop, registers] = await Promise.all([shops.shop(), shops.registers()])
  return {
    captureMode: shop?.captureMode ?? 'automatic',
    asksAbout: shop?.asksAbout ?? 'every',
    registers: registers.map(({ id, name, twoSteps }) => ({ id, name, twoSteps })),
  }
}

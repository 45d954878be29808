import type { RegisterId } from '#lib/domain/ids.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import { registerCodeIn } from '#lib/domain/spoken-code.ts'
import type { World } from '#lib/ports/world.ts'
import type { Browser } from './sign-in.ts'

export type Bound = {
  readonly registerToken: string
  readonly register: { readonly id: RegisterId; readonly name: string }
}

/**
 * A browser becomes the register that a manager has shown a code for. Nobody is signed in by it. Of two browsers that type the same code
 * one is the register; forty bits that are good for ten minutes are found by nobody who tries at the pace the door allows.
 */
export async function bindBrowser(
  { registers, tokens, clock }: Pick<World, 'registers' | 'tokens' | 'clock'>,
  typed: string,
  browser: Browser,
): Promise<Result<Bound, { readonly kind: 'wrong_register_code' }>> {
  const code = registerCodeIn(typed)
  if (!code) return refuse({ kind: 'wrong_register_code' })
  const registerToken = tokens.fresh()
  const register = await registers.bind({
    codeHash: tokens.hashOf(code),
    tokenHash: tokens.hashOf(registerToken),
    replaces: browser.registerToken && tokens.hashOf(browser.registerToken),
    nowMs: clock.now(),
  })
  return register ? ok({ registerToken, register }) : refuse({ kind: 'wrong_register_code' })
}

import { heldMoney } from '#lib/queries/held-money.ts'
import { given } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('payments.view', async () => given(await heldMoney(world())))

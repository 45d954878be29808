import type { StripeSide } from '#lib/queries/register-answer.ts'
import { env } from './env.ts'

/** Which Stripe this till speaks to: the key says it, or the simulator that was started beside it. */
export function stripeSide(): StripeSide {
  const { STRIPE_SECRET_KEY, TAPLINE_SIMULATOR_ORIGIN: simulatorOrigin } = env()
  if (/^[sr]k_live_/.test(STRIPE_SECRET_KEY)) return { mode: 'live', simulatorOrigin: undefined }
  return { mode: simulatorOrigin ? 'simulator' : 'test', simulatorOrigin }
}

/** Whether real cards are charged. */
export const isLive = (): boolean => stripeSide().mode === 'live'

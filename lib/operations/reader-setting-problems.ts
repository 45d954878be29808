import { tippingProblem } from '#lib/domain/reader-settings.ts'
import { wifiProblems } from '#lib/domain/wifi.ts'
import type { PartChange } from '#lib/ports/places.ts'
import type { World } from '#lib/ports/world.ts'

export type Problems = readonly { readonly field: string; readonly problem: string }[]

/** Of a network by the fields of its form, of any other part by the part's name. */
export function settingProblems(
  { certificates, clock }: Pick<World, 'certificates' | 'clock'>,
  change: PartChange,
): Problems {
  if (change.part === 'wifi' && change.value !== null) {
    const typed = { ...NOTHING_TYPED, ...change.value }
    const problems = wifiProblems(typed)
    return problems.length > 0 ? problems : certificates.problems(typed, clock.now())
  }
  const problem = problemOf(change)
  return problem === undefined ? [] : [{ field: change.part, problem }]
}

const NOTHING_TYPED = {
  username: '',
  password: '',
  clientCertificate: '',
  privateKey: '',
  keyPassword: '',
  caCertificate: '',
}

function problemOf(change: PartChange): string | undefined {
  if (change.value === null) return undefined
  switch (change.part) {
    case 'tipping':
      return tippingProblem(change.value)
    case 'rebootWindow': {
      const { startHour, endHour } = change.value
      const isHour = (hour: number) => Number.isSafeInteger(hour) && hour >= 0 && hour <= 23
      if (!isHour(startHour) || !isHour(endHour)) return 'Choose two hours of the day.'
      return startHour === endHour ? 'The window must end at another hour than it begins.' : undefined
    }
    case 'passcode':
      return /^\d{5}$/.test(change.value) ? undefined : 'The passcode has five digits.'
    default:
      return undefined
  }
}

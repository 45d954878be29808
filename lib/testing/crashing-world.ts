import type { World } from '#lib/ports/world.ts'

/** Where the process dies: at its `at`-th step that the world can notice, before that step or right after it. */
export type CrashPoint = { readonly at: number; readonly when: 'before' | 'after' }

/** What is thrown in a process that is dead: nothing it does reaches the world any more. */
class Died extends Error {
  override readonly name = 'Died'
}

export const isDead = (error: unknown): boolean => error instanceof Died

/** Reads that only screens and tests make; they are no steps. */
const UNNOTICED: ReadonlySet<string | symbol> = new Set(['load', 'recent', 'nextDueAt', 'beat', 'write'])

/**
 * A process that dies at a chosen step. Steps are the calls of the two ports through which a payment touches the world: the database and
 * Stripe. Every World that is started later is a process of its own, and lives.
 */
export function mortality() {
  let point: CrashPoint | undefined
  let steps = 0
  let died: string | undefined
  let dead: World | undefined
  return {
    /** From now on steps are counted, and the process that is running dies at this one. */
    arm(next: CrashPoint | undefined) {
      point = next
      steps = 0
      died = undefined
      dead = undefined
    },
    /** Nobody dies any more; who has died stays dead. */
    spare() {
      point = undefined
    },
    /** The step it died at; undefined while it lives. */
    died: () => died,
    /** Which of them it was. */
    dead: () => dead,
    wrap(world: World): World {
      let isAlive = true
      const mortal = <Port extends object>(name: string, port: Port): Port =>
        new Proxy(port, {
          get(target, key, receiver) {
            const method: unknown = Reflect.get(target, key, receiver)
            if (typeof method !== 'function' || UNNOTICED.has(key)) return method
            return async (...args: unknown[]) => {
              if (!isAlive) throw new Died()
              steps++
              const isLast = point?.at === steps && died === undefined
              const die = () => {
                isAlive = false
                dead = mortals
                died = `${point?.when} ${name}.${String(key)}, step ${point?.at}`
                throw new Died()
              }
              if (isLast && point?.when === 'before') die()
              const answer: unknown = await method.apply(target, args)
              if (isLast && point) die()
              if (!isAlive) throw new Died()
              return answer
            }
          },
        })
      const mortals: World = {
        ...world,
        sales: mortal('sales', world.sales),
        payments: mortal('payments', world.payments),
      }
      return mortals
    },
  }
}

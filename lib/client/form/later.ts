/** Something that no first load waits for. */
export type Later<T> = {
  /** Undefined until it has been fetched. */
  readonly here: () => T | undefined
  /** Fetches it, once. Undefined when it cannot be had now; asked again, it is tried again. Never throws. */
  readonly ask: () => Promise<T | undefined>
}

export function laterOf<T>(fetch: () => Promise<T>): Later<T> {
  let here: T | undefined
  let asked: Promise<T | undefined> | undefined
  const ask = async () => {
    try {
      here = await fetch()
    } catch {
      asked = undefined
    }
    return here
  }
  return {
    here: () => here,
    ask: () => {
      asked ??= ask()
      return asked
    },
  }
}

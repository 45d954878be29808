/** @import { ReaderScreen } from '../types.ts' */
/** @import { Mood } from './moods.js' */
import { ask, part } from './simulator.js'

/** The faults that are armed at the simulator for one reader, as far as this page last heard. */
export class ArmedFaults {
  /** @param {() => ReaderScreen | undefined} at */
  constructor(at) {
    this.at = at
    /** @type {readonly unknown[]} */
    this.faults = []
    /** The plan by which failures come by themselves, while there is one. @type {unknown} */
    this.plan = undefined
    /** What the simulator's own chance begins with. */
    this.seed = ''
  }

  get key() {
    return this.at()?.key
  }

  get reader() {
    return this.at()?.reader.id
  }

  async refresh() {
    const answer = await ask('GET', '/_simulator/faults', { key: this.key }).catch(() => undefined)
    this.plan = part(answer, 'plan') ?? undefined
    this.seed = String(part(answer, 'seed') ?? '')
    const list = part(answer, 'faults')
    const all = Array.isArray(list) ? list : []
    this.faults = all.filter(fault => (part(fault, 'reader') ?? this.reader) === this.reader)
  }

  /** How often the fault of this mood still strikes: 0 until it is cleared, undefined when it is not armed. @param {Mood} mood */
  timesOf(mood) {
    return part(this.find(mood), 'times')
  }

  /** Arms a mood, or clears it when it is armed in just this way. @param {Mood} mood @param {number} times */
  async toggle(mood, times) {
    const before = this.find(mood)
    const was = part(before, 'times')
    if (before) await ask('DELETE', `/_simulator/faults/${String(part(before, 'id'))}`, { key: this.key })
    const cleared = times === 0 ? was === 0 : before !== undefined
    if (cleared) return
    const where = mood.ofReader ? { reader: this.reader } : {}
    const fault = { kind: mood.kind, times, ...where, ...mood.options }
    await ask('POST', '/_simulator/faults', { key: this.key, json: fault })
  }

  async clear() {
    await ask('DELETE', '/_simulator/faults', { key: this.key })
  }

  /** @param {Mood} mood @returns {unknown} */
  find(mood) {
    const options = Object.entries(mood.options ?? {})
    return this.faults.find(
      fault =>
        part(fault, 'kind') === mood.kind && options.every(([name, value]) => part(fault, name) === value),
    )
  }
}

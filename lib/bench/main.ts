import { availableParallelism, cpus, loadavg } from 'node:os'
import { chargePart } from './charge-part.ts'
import { type Counter, openCounter } from './counter.ts'
import { firstLoadPart } from './first-load-part.ts'
import { importDoorPart } from './import-door-part.ts'
import { importPart } from './import-part.ts'
import { officePart } from './office-part.ts'
import { readyPart } from './ready-part.ts'
import { resumePart } from './resume-part.ts'
import { salesPart } from './sales-part.ts'
import { searchPart } from './search-part.ts'
import { readSettings, type Settings } from './settings.ts'
import { simulatorPart } from './simulator-part.ts'
import { statementsPart } from './statements-part.ts'
import { say } from './table.ts'
import { webhookPart } from './webhook-part.ts'

type Part = (settings: Settings, counter: Counter) => Promise<void>

/** In this order: what counts shops and sales first, what fills the shelves with 50 000 goods, then twice as many, and the office with a chain's readers last. */
const PARTS: Readonly<Record<string, Part>> = {
  sales: salesPart,
  statements: statementsPart,
  charge: chargePart,
  webhook: webhookPart,
  resume: resumePart,
  'first-load': firstLoadPart,
  ready: readyPart,
  simulator: simulatorPart,
  import: importPart,
  search: searchPart,
  office: officePart,
  'import-door': importDoorPart,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !PARTS[name])
if (unknown.length > 0) {
  say(`There is no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`)
  process.exit(2)
}

const settings = readSettings()
const began = performance.now()
say(
  `Tapline, measured against the floor of the same run. ${cpus()[0]?.model ?? ''}, ${availableParallelism()} cores,`,
)
say(
  `Node ${process.versions.node}, load average before ${loadavg()
    .map(load => load.toFixed(1))
    .join(' ')}.`,
)
const counter = await openCounter(settings)
for (const [name, part] of Object.entries(PARTS))
  if (wanted.length === 0 || wanted.includes(name)) await part(settings, counter)
await counter.close()
say(`\nMeasured in ${Math.round((performance.now() - began) / 1000)} s.`)

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nextProgram } from './child.js'
import { runCommand } from './command.js'
import { PlainError } from './plain-error.js'
import { inProject, projectRoot, say } from './project.js'

const stamp = inProject('.next/tapline-sources')

/**
 * Builds for production, unless the build that is there was made from exactly these sources.
 * @param {AbortSignal} [signal]
 */
export async function build(signal) {
  const sources = hashOf(sourceFiles())
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === `${sources} ${hashOf(['tsconfig.json'])}`) return
  say('Building…')
  const { code, output } = await runCommand(process.execPath, [nextProgram, 'build'], {
    ...(signal && { signal }),
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  if (code !== 0) throw new PlainError(`${output.trim()}\nThe till could not be built; Next says why above.`)
  // Next may rewrite tsconfig.json while it builds, so that one file is looked at afterwards. The others are not: what
  // somebody edits during the build is not in it.
  writeFileSync(stamp, `${sources} ${hashOf(['tsconfig.json'])}`)
}

/** Rooms of `lib` that never reach the till's bundle. */
const OUTSIDE = ['lib/launcher', 'lib/testing', 'lib/bench', 'lib/stripe-simulator']

function sourceFiles() {
  const folders = ['app', 'components', 'lib', 'public'].filter(folder => existsSync(inProject(folder)))
  const inside = folders.flatMap(filesBelow)
  const atRoot = readdirSync(projectRoot).filter(
    name => /\.(js|ts)$/.test(name) && name !== 'next-env.d.ts' && !name.startsWith('.'),
  )
  return [...inside, ...atRoot, 'package-lock.json'].sort()
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(folder) {
  if (OUTSIDE.includes(folder)) return []
  return readdirSync(inProject(folder), { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    return entry.isFile() && !/\.test\.tsx?$/.test(entry.name) ? [path] : []
  })
}

/** @param {string[]} files */
function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(inProject(file)))
      .update('\0')
  return hash.digest('hex')
}

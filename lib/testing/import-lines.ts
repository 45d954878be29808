import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, posix } from 'node:path'

export const projectRoot = join(import.meta.dirname, '../..')

export type Import = {
  readonly file: string
  readonly line: number
  readonly says: string
  readonly typeOnly: boolean
}

/** Every way a module can name another one: import, export from, import(), require(), and JSDoc's @import. */
const IMPORTS = [
  /^[ \t]*(?:import|export)\b(?<type>\s+type\b)?(?:[^'"`;]*?\bfrom)?\s*['"](?<says>[^'"\n]+)['"]/gm,
  /\bimport\(\s*(?:\/\*.*?\*\/\s*)?['"](?<says>[^'"\n]+)['"]/g,
  /\brequire\(\s*['"](?<says>[^'"\n]+)['"]/g,
  /^[ \t]*(?:\/\*)?\*+[ \t]*(?<type>@import)\b[^'"\n]*?\bfrom\s*['"](?<says>[^'"\n]+)['"]/gm,
]

/** Read from the lines themselves, so that what a linter does not look at (require, a path that leaves and returns) is seen too. */
export function importsIn(file: string, source: string): Import[] {
  return IMPORTS.flatMap(pattern =>
    [...source.matchAll(pattern)].map(match => ({
      file,
      line: source.slice(0, match.index).split('\n').length,
      says: match.groups?.says ?? '',
      typeOnly: match.groups?.type !== undefined,
    })),
  )
}

export type Target = { readonly kind: 'node' | 'package' | 'file'; readonly name: string }

/** Where an import leads: one of Node's modules, a package by its name as written, or a file of ours from the root. */
export function targetOf({ file, says }: Pick<Import, 'file' | 'says'>): Target {
  if (says.startsWith('node:') || builtinModules.includes(says)) return { kind: 'node', name: says }
  if (says.startsWith('#')) return { kind: 'file', name: posix.normalize(says.slice(1)) }
  if (says.startsWith('.')) return { kind: 'file', name: posix.join(posix.dirname(file), says) }
  return { kind: 'package', name: says }
}

const SOURCES = ['app', 'components', 'lib', 'e2e']

/** Every source file of ours with its text, by its path from the root. */
export function sourceFiles(): { file: string; source: string }[] {
  const below = SOURCES.flatMap(folder =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map(name =>
      posix.join(folder, name),
    ),
  )
  const atRoot = readdirSync(projectRoot)
  return [...atRoot, ...below]
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => /\.(tsx?|js)$/.test(file) && !file.endsWith('.d.ts'))
    .map(file => ({ file, source: readFileSync(join(projectRoot, file), 'utf8') }))
}

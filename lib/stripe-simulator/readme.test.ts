import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { controlCalls } from './control.ts'
import { faultKinds } from './faults.ts'
import { routes } from './server.ts'

const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8')

test('the README lists every endpoint, and no other', () => {
  const listed = [...readme.matchAll(/^((?:GET |POST |DELETE )+) *(\/v1\/\S+)$/gm)].flatMap(
    ([, methods = '', path]) =>
      methods
        .trim()
        .split(' ')
        .map(method => `${method} ${path}`),
  )
  expect(listed.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort())
})

test('the README tells of every fault', () => {
  for (const kind of faultKinds) expect(readme, kind).toContain(`\`${kind}\``)
})

test.each(controlCalls)('the README tells of %s', call => {
  const [method = '', path = ''] = call.split(' ')
  const row = readme.split('\n').find(line => {
    const cell = line.split(' | ')[0]?.replace(/\{[^}]*\}/g, '*') ?? ''
    const named = cell.includes(`/_simulator/${path}\``) || cell.includes(`…/${path.split('/').at(-1)}\``)
    return cell.startsWith('|') && named && cell.includes(method)
  })
  expect(row).toBeDefined()
})

import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort, refuseTakenPort } from './ports.js'

test('a free port is taken without a word', async () => {
  await expect(refuseTakenPort('PORT', '127.0.0.1', await freePort())).resolves.toBeUndefined()
})

test.each(['127.0.0.1', '0.0.0.0'])(
  'a port that something answers at on %s is refused, and its holder named',
  async host => {
    const other = createServer().listen(0, host)
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0

    const holder = process.platform === 'linux' ? `process ${process.pid} ` : ''
    await expect(refuseTakenPort('PORT', '127.0.0.1', port)).rejects.toThrow(
      `Port ${port} is taken by ${holder}`,
    )
    other.close()
  },
)

test('an address of some other machine is not ours to listen on', async () => {
  // 192.0.2.0/24 belongs to documentation, so to nobody here.
  const refused = refuseTakenPort('PORT', '192.0.2.1', await freePort())
  await expect(refused).rejects.toThrow('HOST is 192.0.2.1, which is not an address of this machine.')
})

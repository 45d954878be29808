import { complaintAboutNode } from './node-version.js'

/**
 * Runs a command to its exit code. What the person at the keyboard can mend is told in its own sentence; anything else is our
 * mistake and shows its stack.
 * @param {() => Promise<number>} command
 */
export async function run(command) {
  // Whoever read our output may leave before we do.
  process.stdout.on('error', () => {})
  process.stderr.on('error', () => {})
  const complaint = complaintAboutNode(process.versions.node)
  if (complaint) {
    process.stderr.write(`${complaint}\n`)
    process.exit(1)
  }
  try {
    process.exit(await command())
  } catch (error) {
    const plain = error instanceof Error && error.name === 'PlainError'
    process.stderr.write(`${plain ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  }
}

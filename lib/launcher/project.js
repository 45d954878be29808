import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder the project lies in, whatever folder the command was given in. */
export const projectRoot = resolve(fileURLToPath(new URL('../..', import.meta.url)))

/** @param {string[]} path */
export const inProject = (...path) => join(projectRoot, ...path)

/** @param {string} line */
export const say = line => void process.stdout.write(`${line}\n`)

/**
 * Why this Node will not do, as one sentence, or undefined when it will. Next and Vite need 20.19; the odd releases between the
 * long-lived ones never got what they need.
 * @param {string} version as in `process.versions.node`
 */
export function complaintAboutNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 23
  if (fits) return undefined
  return `Tapline needs Node 20.19 or later (22.12 or later in the 22 line); this is Node ${version}.`
}

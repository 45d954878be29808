/**
 * Whether only this machine can reach a host of this name.
 * @param {string} host
 */
export function isLoopback(host) {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

/**
 * Where a person here, or we ourselves, reach a server that listens on a host.
 * @param {string} host
 * @param {number} port
 */
export function originOf(host, port) {
  if (host === '127.0.0.1' || host === '::1' || host === '0.0.0.0' || host === '::')
    return `http://localhost:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

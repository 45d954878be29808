type Method = 'GET' | 'POST' | 'DELETE'

/** Asks the simulator as one account, its own API and Stripe's alike, and throws at everything but a yes. JSON in, JSON out. */
export function simulatorAs(origin: string, secretKey: string) {
  // The answers are the simulator's own; a story that misread one would not pass.
  return async (method: Method, path: string, body?: object) => {
    const response = await fetch(origin + path, {
      method,
      headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
}

/** The same for what is not Stripe's: faults, clock, readers' buttons. `path` without its beginning. */
export function controlOf(origin: string, secretKey: string) {
  const ask = simulatorAs(origin, secretKey)
  return (method: Method, path: string, body?: object): Promise<unknown> =>
    ask(method, `/_simulator/${path}`, body)
}

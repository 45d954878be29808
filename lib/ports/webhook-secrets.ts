/** Which of the two doors an endpoint at Stripe leads to: the reader's events alone, or the rest. */
export type WebhookDoor = 'terminal' | 'payments'

/** An endpoint that registered itself at Stripe, with the secret that Stripe shows once, in the answer to its creation. */
export type KeptEndpoint = {
  readonly endpointId: string
  readonly door: WebhookDoor
  readonly secret: string
}

/**
 * The signing secrets of endpoints that registered themselves. Kept encrypted (AES-256-GCM under the app's secret): who reads the
 * database, or a copy of it, can forge no knock. A secret that can no longer be decrypted counts as not kept.
 */
export type WebhookSecrets = {
  /** Every endpoint kept, newest first. */
  kept(): Promise<readonly KeptEndpoint[]>
  /** Keeps one, or replaces the one of the same endpoint id. */
  keep(endpoint: KeptEndpoint): Promise<void>
  /** Forgets one; nothing happens when it was not kept. */
  forget(endpointId: string): Promise<void>
  /** Runs the work while no other server runs such work (an advisory lock, no open transaction). */
  alone<T>(work: () => Promise<T>): Promise<T>
}

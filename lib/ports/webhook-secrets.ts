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
  /** Every endpoint that stands, newest first. */
  kept(): Promise<readonly KeptEndpoint[]>
  /** Every secret that a knock may be signed with: those that stand, and those that were retired after `sinceMs`, with when that was. */
  accepted(
    sinceMs: number,
  ): Promise<
    readonly { readonly secret: string; readonly door: WebhookDoor; readonly retiredAt: number | null }[]
  >
  /** Keeps one, or replaces the one of the same endpoint id. */
  keep(endpoint: KeptEndpoint): Promise<void>
  /** Another one stands in its place now: for a while longer what its secret has signed is a reason to look, and proves nothing. */
  retire(endpointId: string, at: number): Promise<void>
  /** Forgets one; nothing happens when it was not kept. */
  forget(endpointId: string): Promise<void>
  /** Runs the work while no other server runs such work (an advisory lock, no open transaction). */
  alone<T>(work: () => Promise<T>): Promise<T>
}

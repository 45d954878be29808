/** What a cookie carries: 256 random bits that say nothing. The database keeps only their SHA-256. */
export type Tokens = {
  /** A fresh one, safe in a cookie. */
  fresh(): string
  hashOf(token: string): string
}

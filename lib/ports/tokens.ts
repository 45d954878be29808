/** What a cookie carries: 256 random bits that say nothing. The database keeps only their SHA-256. */
export type Tokens = {
  /** A fresh one, safe in a cookie. */
  fresh(): string
  hashOf(token: string): string
  /** So many random letters of `SPOKEN_LETTERS`, five bits each. */
  spoken(letters: number): string
  /** For codes that are printed and kept for years: their hash under APP_SECRET, so that the database alone opens nothing. */
  sealedHash(code: string): string
  /** What only a server with our APP_SECRET says to a nonce: that it is this till. It opens nothing. */
  proofOf(nonce: string): string
}

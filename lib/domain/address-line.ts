/** Street, town, region and code in one line, by Stripe's names, as far as they are known. The country goes without saying. */
export function addressLine(address: Readonly<Record<string, string | undefined>>): string {
  const { line1, line2, city, state, postal_code } = address
  const town = [city, state, postal_code].filter(Boolean).join(' ')
  return [line1, line2, town].filter(Boolean).join(', ')
}

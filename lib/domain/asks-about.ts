import type { CardRead } from './tender.ts'

/** Which cards a shop that reads them first wants somebody to be asked about. */
export type AsksAbout = 'every' | 'credit' | 'abroad'

/** The same on a payment, which keeps the rule it began under. `home` is the shop's country. */
export type AskingRule = { readonly about: 'credit' } | { readonly about: 'abroad'; readonly home: string }

/** Nothing where every card is asked about. */
export const askingRule = (about: AsksAbout, home: string): AskingRule | undefined =>
  about === 'every' ? undefined : about === 'credit' ? { about } : { about, home }

/** Whether somebody has to say yes to this card. One that does not tell what the rule goes by is asked about. */
export function isAskedAbout(card: CardRead | undefined, rule: AskingRule | undefined): boolean {
  if (!rule || !card) return true
  if (rule.about === 'abroad') return card.country !== rule.home
  return card.funding !== 'debit' && card.funding !== 'prepaid'
}

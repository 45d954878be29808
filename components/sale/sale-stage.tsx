import { CashStage } from './cash-stage.tsx'
import { PaidStage } from './paid-stage.tsx'
import { PaymentStage } from './payment-stage.tsx'
import type { Standing } from './standing.ts'

const STAGES: Record<Exclude<Standing, 'selling'>, () => React.ReactNode> = {
  paying: PaymentStage,
  cash: CashStage,
  approved: PaidStage,
  change: PaidStage,
}

/** What covers the goods while money moves, by where the sale stands. */
export function SaleStage({ standing }: { standing: Exclude<Standing, 'selling'> }) {
  const Part = STAGES[standing]
  return <Part />
}

type Props = { paymentIntent: string; live: boolean }

/** The payment's own page in Stripe's Dashboard, which keeps test payments under a path of their own. */
export const InStripe = ({ paymentIntent, live }: Props) => (
  <a
    href={`https://dashboard.stripe.com/${live ? '' : 'test/'}payments/${encodeURIComponent(paymentIntent)}`}
    target="_blank"
    rel="noreferrer"
    className="font-label underline underline-offset-4"
  >
    <span className="break-all">{paymentIntent}</span> in Stripe
  </a>
)

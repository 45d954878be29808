/** A reader as it is called at the counter: the Counter reader. `label` is what it was named at Stripe. */
export const readerName = (label: string): string => (/reader/i.test(label) ? label : `${label} reader`)

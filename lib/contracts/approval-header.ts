/** Carries the token of somebody's consent to the request that has it. On its own, so that no screen loads a schema for it. */
export const APPROVAL_HEADER = 'x-tapline-approval'

import { refusalWords } from '#components/words/refusals.ts'
import type { Refusal } from '#lib/contracts/refusal.ts'

/** Why a file was not imported, or that it may have been. */
export type ImportProblem = { readonly strong: string; readonly text: string }

const NOTHING = 'Nothing was imported.'
const LOOK_AGAIN = 'Choose the file again: what was imported shows as unchanged.'

/** Said by the server, before it wrote anything. */
export function refusedWords(refusal: Refusal): ImportProblem {
  if (refusal.kind === 'bad_request')
    return { strong: NOTHING, text: refusal.problems.map(({ problem }) => problem).join(' ') }
  if (refusal.kind === 'changed_meanwhile')
    return {
      strong: NOTHING,
      text: 'Somebody changed goods since you looked. Choose the file again to see what it would do now.',
    }
  const { strong, text } = refusalWords(refusal, () => '')
  return { strong: NOTHING, text: `${strong} ${text}` }
}

/** Nobody said how it ended. A look writes nothing; an import may have been written in the moment in which it was stopped. */
export function endedWords(looks: boolean, isStopped: boolean): ImportProblem {
  if (looks)
    return {
      strong: NOTHING,
      text: isStopped ? 'You stopped it.' : 'The till’s server did not answer. Choose the file again.',
    }
  return isStopped
    ? { strong: 'Stopped, perhaps too late.', text: LOOK_AGAIN }
    : { strong: 'It may have been imported.', text: `The till’s server did not answer. ${LOOK_AGAIN}` }
}

import { useRead } from '#lib/client/use-read.ts'
import { peopleKey, sessionsKey } from '#lib/contracts/keys.ts'
import type { PeopleAnswer, SessionsAnswer } from '#lib/contracts/people.ts'

// True because each URL answers with one type, shared by both sides; the field tells it from a proxy's page.
const has =
  <T>(field: string) =>
  (body: unknown): T | undefined =>
    typeof body === 'object' && body !== null && field in body ? (body as T) : undefined

const readPeople = has<PeopleAnswer>('people')
const readSessions = has<SessionsAnswer>('sessions')

/** Everybody who works or worked here, live. `first` is what the server rendered. */
export const usePeople = (first: PeopleAnswer): PeopleAnswer['people'] =>
  useRead(peopleKey, readPeople, { first }).data?.people ?? first.people

/** Who is signed in where, live. */
export const useSessions = (first: SessionsAnswer): SessionsAnswer =>
  useRead(sessionsKey, readSessions, { first }).data ?? first

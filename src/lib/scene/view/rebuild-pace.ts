import type { Milliseconds } from '#lib/model/units.ts';

/** Pauses before the next attempt at a picture that was lost; the last one again and again. Chromium blocks a page for about two minutes. */
const PAUSES: readonly Milliseconds[] = [250, 1500, 5000];

/** So many attempts in a row may fail unseen: a reader is not shown a card that goes at once. */
const UNSEEN = 3;

/** How long to wait after so many failed attempts in a row, 1 and more. */
export const pauseAfter = (failed: number): Milliseconds => PAUSES[Math.min(failed, PAUSES.length) - 1]!;

/** Whether the reader is told; `seen`: there was a picture, which is missed. Who never saw one is told at once. */
export const isTold = (failed: number, seen: boolean): boolean => !seen || failed >= UNSEEN;

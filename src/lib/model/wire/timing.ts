import type { EpochMs, Milliseconds } from '../units.ts';

/** How far behind the server's clock live pictures are drawn, so that there are always two samples. */
export const LIVE_DELAY: Milliseconds = 300;

/** The step by which samples follow each other at `tickHz` ticks a second. */
export const stepOf = (tickHz: number): Milliseconds => Math.round(1000 / tickHz);

/** The first sampling instant at or before `at`. */
export const alignDown = (at: EpochMs, step: Milliseconds): EpochMs => Math.floor(at / step) * step;

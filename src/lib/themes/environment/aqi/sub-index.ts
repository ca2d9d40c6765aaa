import { BEYOND, SUB_INDICES, breakpointsOf, type AqiItem, type AqiStandard } from './breakpoints.ts';

/** A sub-index (IAQI), 0 to 500. */
export interface SubIndex {
	readonly value: number;
	/** The concentration is above the last one of the table: 500 is said for want of a number. */
	readonly beyondScale: boolean;
}

/**
 * The sub-index of a concentration; undefined when the standard gives none (2012: SO2 1h and O3 8h above 800, where
 * another averaging time takes over) and for what is no concentration. The concentration is rounded first, to
 * an integer, of CO to a tenth; halves go up (the sources do not say). The sub-index is rounded up.
 */
export function subIndex(standard: AqiStandard, item: AqiItem, concentration: number): SubIndex | undefined {
	if (!Number.isFinite(concentration) || concentration < 0) return undefined;
	// Whole numbers only: in binary fractions CO 24h 2.2 would come to 55.000…01 and be rounded up to 56.
	const scale = item.startsWith('CO') ? 10 : 1;
	const amount = roundHalfUp(concentration * scale);
	const breakpoints = breakpointsOf(standard, item).map((breakpoint) => breakpoint * scale);
	const upper = breakpoints.findIndex((breakpoint) => amount <= breakpoint);
	if (upper === 0) return { value: 0, beyondScale: false };
	if (upper < 0) return beyond(standard, item, breakpoints.length);
	const [from, to] = [breakpoints[upper - 1]!, breakpoints[upper]!];
	const [low, high] = [SUB_INDICES[upper - 1]!, SUB_INDICES[upper]!];
	// A quotient of whole numbers that comes out even is exact.
	return { value: low + Math.ceil(((high - low) * (amount - from)) / (to - from)), beyondScale: false };
}

function beyond(standard: AqiStandard, item: AqiItem, columns: number): SubIndex | undefined {
	if (columns === SUB_INDICES.length) return { value: 500, beyondScale: true };
	const fixed = BEYOND[standard][item];
	return fixed === undefined ? undefined : { value: fixed, beyondScale: false };
}

/** 4.35 × 10 is 43.499… in binary: twelve digits are enough to see the half. */
const roundHalfUp = (value: number): number => Math.round(Number(value.toPrecision(12)));

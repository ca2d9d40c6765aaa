/** To so many digits behind the point: results keep their bytes where sums differ in the last bits. null: there is none. */
export function rounded(value: number, digits: number): number | null {
	if (!Number.isFinite(value)) return null;
	// Never −0, which is no other number than 0.
	return Math.round(value * 10 ** digits) / 10 ** digits || 0;
}

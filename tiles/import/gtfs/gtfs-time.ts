/** `HH:MM:SS` after the service day's noon minus 12 h as seconds; hours pass 24. NaN when empty or not a time. */
export function gtfsSeconds(text: string): number {
	// Hand-read: half a million of them a feed.
	const colon = text.indexOf(':');
	if (colon < 1 || text.length !== colon + 6) return NaN;
	const hours = Number(text.slice(0, colon));
	const minutes = (text.charCodeAt(colon + 1) - 48) * 10 + text.charCodeAt(colon + 2) - 48;
	const seconds = (text.charCodeAt(colon + 4) - 48) * 10 + text.charCodeAt(colon + 5) - 48;
	if (!(hours >= 0) || !(minutes >= 0 && minutes < 60) || !(seconds >= 0 && seconds < 60)) return NaN;
	return hours * 3600 + minutes * 60 + seconds;
}

/** `yyyymmdd` as a number, or undefined when it is no date. */
export function gtfsDate(text: string): number | undefined {
	if (!/^\d{8}$/.test(text)) return undefined;
	const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6))];
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? Number(text) : undefined;
}

/** `20260526` as `2026-05-26`. */
export function isoDate(date: number): string {
	const text = String(date).padStart(8, '0');
	return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}

/**
 * Fills missing times (NaN) in proportion to the distance between the timed neighbours; before the first
 * and after the last timed stop the nearest time holds. False when no stop has a time.
 */
export function interpolateTimes(
	arrival: Float64Array,
	departure: Float64Array,
	dist: ArrayLike<number>
): boolean {
	const count = arrival.length;
	for (let at = 0; at < count; at++) {
		if (Number.isNaN(arrival[at]!)) arrival[at] = departure[at]!;
		if (Number.isNaN(departure[at]!)) departure[at] = arrival[at]!;
	}
	let before = -1;
	for (let at = 0; at <= count; at++) {
		if (at < count && Number.isNaN(arrival[at]!)) continue;
		for (let gap = before + 1; gap < at; gap++) {
			const length = before < 0 || at === count ? 0 : dist[at]! - dist[before]!;
			const share = length > 0 ? (dist[gap]! - dist[before]!) / length : (gap - before) / (at - before);
			const time =
				before < 0 && at === count
					? NaN
					: before < 0
						? arrival[at]!
						: at === count
							? departure[before]!
							: Math.round(departure[before]! + share * (arrival[at]! - departure[before]!));
			arrival[gap] = time;
			departure[gap] = time;
		}
		before = at;
	}
	return count > 0 && !Number.isNaN(arrival[0]!);
}

/**
 * Calls `visit` for every cell of a grid whose middle lies in a ring; the ring is x, y by turns in cells from the grid's
 * south-west corner, rows are counted from there.
 */
export function fillRing(
	ring: Float64Array,
	columns: number,
	rows: number,
	visit: (column: number, row: number) => void
): void {
	let [low, high] = [Infinity, -Infinity];
	for (let i = 1; i < ring.length; i += 2) {
		low = Math.min(low, ring[i]!);
		high = Math.max(high, ring[i]!);
	}
	const crossings: number[] = [];
	for (let row = Math.max(0, Math.ceil(low - 0.5)); row < Math.min(rows, high - 0.5); row++) {
		const y = row + 0.5;
		crossings.length = 0;
		for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
			const [y0, y1] = [ring[j + 1]!, ring[i + 1]!];
			if (y0 > y === y1 > y) continue;
			crossings.push(ring[j]! + ((ring[i]! - ring[j]!) * (y - y0)) / (y1 - y0));
		}
		crossings.sort((a, b) => a - b);
		for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
			const last = Math.min(columns, crossings[pair + 1]! - 0.5);
			for (let column = Math.max(0, Math.ceil(crossings[pair]! - 0.5)); column < last; column++)
				visit(column, row);
		}
	}
}

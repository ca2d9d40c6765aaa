/**
 * Words of a vocabulary that differ from a mistyped one by one letter (two from eight letters on): replaced,
 * missing, extra, or two swapped. Nearest first, then in the vocabulary's own order.
 */
export function nearestWords(word: string, vocabulary: readonly string[], limit: number): string[] {
	const most = word.length >= 8 ? 2 : 1;
	const found: { candidate: string; distance: number }[] = [];
	for (const candidate of vocabulary) {
		if (Math.abs(candidate.length - word.length) > most) continue;
		const distance = editDistance(word, candidate, most);
		if (distance <= most) found.push({ candidate, distance });
	}
	return found
		.sort((a, b) => a.distance - b.distance)
		.slice(0, limit)
		.map(({ candidate }) => candidate);
}

/** Optimal string alignment distance; anything above `most` is `most + 1`. */
export function editDistance(a: string, b: string, most: number): number {
	let beforeLast: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		let least = i;
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1];
			let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
				cost = Math.min(cost, beforeLast[j - 2]! + 1);
			row.push(cost);
			least = Math.min(least, cost);
		}
		if (least > most) return most + 1;
		beforeLast = last;
		last = row;
	}
	return Math.min(most + 1, last[b.length]!);
}

import type { Decoded, Rejected, Row } from '#lib/model/observation.ts';
import { LIMITS } from './limits.ts';
import { checkRow, shortened } from './row-check.ts';

/** Where an adapter puts what it finds: checks every row, counts kinds and keeps within the limits. */
export class Collector {
	readonly #rows: Row[] = [];
	readonly #rejected: Rejected[] = [];
	readonly #counts = new Map<string, number>();
	#rowsTooMany = 0;
	#rejectedTooMany = 0;

	/** Takes a row, or rejects it with the reason; true when it was taken. */
	add(row: Row, place: string): boolean {
		const reason = checkRow(row);
		if (reason !== undefined) {
			this.reject(place, reason);
			return false;
		}
		if (this.full) {
			this.#rowsTooMany++;
			return false;
		}
		this.#rows.push(row);
		return true;
	}

	/** True when no further row is taken. */
	get full(): boolean {
		return this.#rows.length >= LIMITS.rows;
	}

	reject(place: string, reason: string): void {
		if (this.#rejected.length < LIMITS.rejected)
			this.#rejected.push({ place: shortened(place, 200), reason: shortened(reason, 500) });
		else this.#rejectedTooMany++;
	}

	/** One more record of the format's own kind, used or unused. */
	count(kind: string, more = 1): void {
		this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + more);
	}

	/** Everything found. `memory` is what the adapter wants back with the next message. */
	decoded(memory?: unknown): Decoded {
		const rejected = [...this.#rejected];
		if (this.#rejectedTooMany > 0)
			rejected.push({
				place: 'message',
				reason: `${this.#rejectedTooMany} more records were rejected and are not listed`
			});
		if (this.#rowsTooMany > 0)
			rejected.push({
				place: 'message',
				reason: `a message may hold ${LIMITS.rows} rows; ${this.#rowsTooMany} more were left out`
			});
		return {
			rows: this.#rows,
			rejected,
			counts: Object.fromEntries(this.#counts),
			...(memory === undefined ? {} : { memory })
		};
	}
}

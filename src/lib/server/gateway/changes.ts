import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { Changed } from '#lib/model/wire/events.ts';

/** What changes often is said together: at most five times a second. */
const BETWEEN: Milliseconds = 200;

/** News that are fetched by HTTP: who made some announces it here, and the gateway tells every page. */
export class Changes {
	readonly #newest = new Map<Changed['what'], number>();
	readonly #pending = new Set<Changed['what']>();
	#saidAt = -Infinity;

	/** Something is another one now. `rev` grows with each change of `what`; what a page has of an older one is out of date. */
	announce(what: Changed['what'], rev: number): void {
		if (this.#newest.get(what) === rev) return;
		this.#newest.set(what, rev);
		this.#pending.add(what);
	}

	/** The newest of everything: for a page that has just come, or come back. */
	all(): readonly Changed[] {
		return [...this.#newest].map(([what, rev]) => ({ what, rev }));
	}

	/** What is to be said now, each with its newest revision; nothing while the last news were a moment ago. */
	due(now: EpochMs): readonly Changed[] {
		// The clock may be set back.
		if (this.#pending.size === 0 || Math.abs(now - this.#saidAt) < BETWEEN) return [];
		this.#saidAt = now;
		const due = this.all().filter(({ what }) => this.#pending.has(what));
		this.#pending.clear();
		return due;
	}
}

import type { ImportReport, KindReport, ReportReason } from '#lib/model/import-report.ts';

/** Examples kept per reason. */
const EXAMPLES = 5;

interface Count {
	count: number;
	readonly examples: string[];
}

interface Kind {
	kept: number;
	estimated: number;
	readonly reasons: Map<string, Count>;
	readonly notes: Map<string, Count>;
}

/** An example is written only when it is still wanted: a million rejections cost no million strings. */
export type Example = string | (() => string);

/**
 * Counts every record an import meets, by kind. A record is either kept or rejected with a reason, so
 * `read` needs no counter of its own and always adds up.
 */
export class ImportTally {
	readonly #kinds = new Map<string, Kind>();

	#kind(name: string): Kind {
		let kind = this.#kinds.get(name);
		if (!kind)
			this.#kinds.set(name, (kind = { kept: 0, estimated: 0, reasons: new Map(), notes: new Map() }));
		return kind;
	}

	/** Makes the kind appear in the report even when nothing of it was met. */
	expect(kind: string): void {
		this.#kind(kind);
	}

	keep(kind: string, count = 1): void {
		this.#kind(kind).kept += count;
	}

	/** Of the kept ones: this many carry a value we guessed. */
	estimate(kind: string, count = 1): void {
		this.#kind(kind).estimated += count;
	}

	reject(kind: string, reason: string, example: Example, count = 1): void {
		add(this.#kind(kind).reasons, reason, example, count);
	}

	/** Something worth knowing about kept records; rejects nothing. */
	note(kind: string, reason: string, example: Example = '', count = 1): void {
		add(this.#kind(kind).notes, reason, example, count);
	}

	/** Records that were kept and turned out to be unusable later (the baker could not draw them). */
	keptAfterAllRejected(kind: string, reason: string, example: Example, count: number): void {
		const entry = this.#kind(kind);
		const moved = Math.min(count, entry.kept);
		if (moved === 0) return;
		entry.kept -= moved;
		add(entry.reasons, reason, example, moved);
	}

	kept(kind: string): number {
		return this.#kinds.get(kind)?.kept ?? 0;
	}

	read(kind: string): number {
		const entry = this.#kinds.get(kind);
		return entry ? entry.kept + rejectedOf(entry) : 0;
	}

	report(): ImportReport {
		const report: ImportReport = {};
		for (const [name, kind] of this.#kinds) {
			const rejected = rejectedOf(kind);
			report[name] = {
				read: kind.kept + rejected,
				kept: kind.kept,
				estimated: kind.estimated,
				rejected,
				reasons: listed(kind.reasons),
				notes: listed(kind.notes)
			} satisfies KindReport;
		}
		return report;
	}
}

function add(into: Map<string, Count>, reason: string, example: Example, count: number): void {
	let entry = into.get(reason);
	if (!entry) into.set(reason, (entry = { count: 0, examples: [] }));
	entry.count += count;
	if (entry.examples.length >= EXAMPLES) return;
	const text = typeof example === 'string' ? example : example();
	if (text !== '') entry.examples.push(text);
}

function rejectedOf(kind: Kind): number {
	let sum = 0;
	for (const { count } of kind.reasons.values()) sum += count;
	return sum;
}

function listed(counts: Map<string, Count>): ReportReason[] {
	return [...counts]
		.map(([reason, { count, examples }]) => ({ reason, count, examples }))
		.sort((a, b) => b.count - a.count);
}

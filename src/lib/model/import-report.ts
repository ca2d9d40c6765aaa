/** Why records were not kept or were changed, with at most five examples. */
export interface ReportReason {
	readonly reason: string;
	readonly count: number;
	readonly examples: readonly string[];
}

/** read = kept + rejected; estimated of the kept have a value we guessed. */
export interface KindReport {
	read: number;
	kept: number;
	estimated: number;
	rejected: number;
	/** Reasons of rejection: their counts add up to `rejected`. */
	reasons: ReportReason[];
	/** Things worth knowing of kept records (no position, clamped height): count no rejection. */
	notes: ReportReason[];
}

/** What an import prints with `--json` and keeps as `report.json`. Keys: `buildings`, `roads`, `points:<name>`… */
export type ImportReport = Record<string, KindReport>;

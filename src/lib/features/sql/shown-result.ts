import type { ResultColumn } from '#lib/queries/result-columns.js';
import type { Place } from './questions.js';

/** An answer as it is shown. */
export interface ShownResult {
	readonly columns: readonly ResultColumn[];
	readonly rowCount: number;
	/** There were more rows. */
	readonly truncated: boolean;
	readonly milliseconds: number;
	/** The answer as it came, an Arrow stream. */
	readonly bytes: Uint8Array;
	/** What was asked, and where. */
	readonly sql: string;
	readonly place: Place;
}

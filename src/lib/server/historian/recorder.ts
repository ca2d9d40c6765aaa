import type { BusReader, LogRecord } from '#lib/server/bus/bus.ts';
import type { HotStore, SealedLimits } from './hot-store.ts';

/** Records read from the log at a time, and rows that one transaction holds at most before the next begins. */
const READ_RECORDS = 256;
const COMMIT_ROWS = 100_000;

export interface RecorderParts {
	readonly reader: BusReader;
	readonly hot: HotStore;
	readonly sealed: SealedLimits;
	/** Told after each transaction how many rows it brought. */
	readonly onRows: (rows: number) => void;
}

/** Brings everything that the log has into the hot tables. One caller at a time. */
export async function recordAll({ reader, hot, sealed, onRows }: RecorderParts): Promise<void> {
	for (;;) {
		const from = hot.state.offset + 1;
		const records: LogRecord[] = [];
		for (let rows = 0; rows < COMMIT_ROWS;) {
			const next = reader.read((records.at(-1)?.offset ?? from - 1) + 1, READ_RECORDS);
			records.push(...next);
			rows += next.reduce((sum, record) => sum + record.rows, 0);
			if (next.length < READ_RECORDS) break;
		}
		const first = records[0];
		if (!first) return;
		if (first.offset > from) await hot.skip(from, first.offset - 1, first.receivedAt);
		onRows(await hot.append(records, sealed));
	}
}
